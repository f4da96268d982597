namespace Hud.Engine.Native;

/// <summary>The end of a process in which native code may still run.</summary>
public static class ProcessEnd
{
    /// <summary>Ends every thread where it is, without the orderly farewell of libraries. Write out what must be kept before.
    /// </summary>
    public static void Now(int code) => LibC.Exit(code);
}
