namespace Hud.Node.Child;

/// <summary>An earlier attempt of the trial still works in its folder, perhaps on a node that was cut off.</summary>
internal sealed class FolderBusyException(string folder)
    : IOException($"{folder}: an earlier attempt still runs in it");
