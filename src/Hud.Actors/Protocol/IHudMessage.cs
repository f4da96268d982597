namespace Hud.Actors.Protocol;

/// <summary>Everything that may be journaled or cross a process: selects the one serializer. Each type has a
/// manifest in <see cref="Serialization.Manifests"/>.</summary>
public interface IHudMessage;
