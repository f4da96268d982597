namespace Hud.Engine.Unmixing;

/// <summary>Splits pixels into blocks of a fixed size, so that nothing computed a block at a time depends on the
/// number of threads.</summary>
internal static class PixelBlocks
{
    public const int Size = 2048;

    public static int Count(int pixels) => (pixels + Size - 1) / Size;

    /// <summary>Runs <paramref name="body"/> once per block with a workspace that no other thread uses.</summary>
    public static void Run<TWorkspace>(
        int pixels, int threads, Func<TWorkspace> workspace, Action<TWorkspace, int, int> body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Parallel.For(
            0,
            Count(pixels),
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            workspace,
            (block, _, own) =>
            {
                var first = block * Size;
                body(own, first, Math.Min(Size, pixels - first));
                return own;
            },
            _ => { });
    }
}
