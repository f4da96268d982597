namespace Hud.Cli;

/// <summary>DESIGN.md section 8: scripts depend on these.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadInput = 2;
    public const int Incomplete = 3;
    public const int Unreachable = 5;
    public const int Interrupted = 130;
}
