# Images for CPUs and for GPUs from one file:
#   docker build -t hudcluster .
#   docker build -t hudcluster:cuda --build-arg HUD_TORCH=cuda .
# The second holds NVIDIA's libraries as libtorch brings them; the driver comes from the host (NVIDIA Container Toolkit).
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUN_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0
ARG NODE_IMAGE=node:22-slim

FROM ${NODE_IMAGE} AS page
WORKDIR /source
COPY web .
RUN npm install --no-save --silent && npm run --silent build

FROM ${SDK_IMAGE} AS build
ARG HUD_TORCH=cpu
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src src
COPY web/web.targets web/
COPY --from=page /source/dist web/dist
RUN dotnet publish src/Hud.Cli -c Release -p:HudTorch=${HUD_TORCH} -o /opt/hud -nologo -v quiet

FROM ${RUN_IMAGE}
# Volumes that are mounted here for the first time get this owner.
RUN useradd --uid 4780 --create-home --home-dir /var/lib/hud hud \
    && install -d -o hud -g hud /etc/hud /shared /authority /var/lib/hud/seed /var/lib/hud/node \
    && ln -s /opt/hud/hud /usr/local/bin/hud
COPY --from=build /opt/hud /opt/hud
COPY experiments /opt/hud/experiments
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
USER hud
WORKDIR /var/lib/hud
ENTRYPOINT ["/opt/hud/hud"]
