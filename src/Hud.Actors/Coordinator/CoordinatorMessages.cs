using Hud.Actors.Protocol;

namespace Hud.Actors.Coordinator;

/// <summary>A wish; may be refused.</summary>
public interface ICoordinatorCommand : IHudMessage;

/// <summary>A fact; journaled.</summary>
public interface ICoordinatorEvent : IHudMessage;
