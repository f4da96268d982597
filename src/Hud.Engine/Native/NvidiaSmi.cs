using System.ComponentModel;
using System.Diagnostics;

namespace Hud.Engine.Native;

/// <summary>Asks the driver's own tool about GPUs: it is there wherever a GPU can compute, in containers too.</summary>
public static class NvidiaSmi
{
    private const string Program = "nvidia-smi";

    /// <summary>With many GPUs and persistence off it takes some seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The GPUs that this process may use, in CUDA's order; none where there is no driver or it does not answer.</summary>
    /// <param name="program">For tests.</param>
    public static IReadOnlyList<Gpu> Visible(string program = Program) =>
        Gpu.Visible(All(program), Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES"));

    private static IReadOnlyList<Gpu> All(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, [$"--query-gpu={Gpu.Query}", "--format=csv,noheader,nounits"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!output.Wait(Patience) || !process.WaitForExit(Patience))
            {
                process.Kill();
                return [];
            }

            return process.ExitCode == 0 ? [.. output.Result.Split('\n').Select(Gpu.Parse).OfType<Gpu>()] : [];
        }
        catch (Exception absent) when (absent is Win32Exception or InvalidOperationException)
        {
            return [];
        }
    }
}
