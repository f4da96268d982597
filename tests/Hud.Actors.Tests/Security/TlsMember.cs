using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Hud.Actors.Hosting;
using Hud.Actors.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hud.Actors.Tests.Security;

/// <summary>An actor system with remoting in this process, and what it logged.</summary>
internal sealed class TlsMember : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IHost _host;
    private readonly Lines _lines = new();

    private TlsMember(Action<AkkaConfigurationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(_lines);
        builder.Services.AddAkka(ClusterNames.System, akka => configure(akka));
        _host = builder.Build();
    }

    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    public Address Address => Akka.Cluster.Cluster.Get(System).SelfAddress;

    public static async Task<TlsMember> Start(TlsSettings? tls, params string[] seeds) => await Started(new(akka =>
        akka.AddHudCluster(new ClusterSettings { Tls = tls, SeedNodes = [.. seeds] })));

    /// <summary>Somebody who follows no rule: shows what he likes and believes everybody.</summary>
    public static async Task<TlsMember> Rogue(X509Certificate2 certificate) => await Started(new(akka => akka
        .ConfigureLoggers(logging => logging.ClearLoggers())
        .WithRemoting(new RemoteOptions
        {
            HostName = "127.0.0.1",
            Port = 0,
            EnableSsl = true,
            Ssl = new SslOptions
            {
                X509Certificate = certificate,
                SuppressValidation = true,
                RequireMutualAuthentication = true,
            },
        })
        .WithClustering(new ClusterOptions { Roles = [ClusterNames.NodeRole] })));

    public async Task IsUp()
    {
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Akka.Cluster.Cluster.Get(System).RegisterOnMemberUp(up.SetResult);
        await up.Task.WaitAsync(Patience);
    }

    /// <summary>True when a message gets there and the answer back.</summary>
    public async Task<bool> Reaches(Address other)
    {
        try
        {
            await System.ActorSelection($"{other}/system/cluster/core").ResolveOne(TimeSpan.FromSeconds(5));
            return true;
        }
        catch (ActorNotFoundException)
        {
            return false;
        }
    }

    public async Task Logged(string text)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _lines.Wait(text, deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static async Task<TlsMember> Started(TlsMember member)
    {
        await member._host.StartAsync();
        return member;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _all = new();
        private readonly SemaphoreSlim _added = new(0);

        public async Task Wait(string text, CancellationToken deadline)
        {
            try
            {
                while (!_all.Any(l => l.Contains(text, StringComparison.Ordinal))) await _added.WaitAsync(deadline);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"'{text}' was not logged, but\n{string.Join('\n', _all)}");
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            _all.Enqueue(formatter(state, exception));
            _added.Release();
        }

        public void Dispose()
        {
        }
    }
}
