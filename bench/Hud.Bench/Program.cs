using Hud.Bench;
using Hud.Bench.Control;
using Hud.Bench.Http;
using Hud.Bench.Search;

var rest = args.Length > 0 ? args[1..] : [];
switch (args is [var name, ..] ? name : null)
{
    case "fcls": return FclsBench.Run(rest);
    case "training": return TrainingBench.Run(rest);
    case "memory": return MemoryBench.Run(rest);
    case "metrics": return MetricsBench.Run(rest);
    case "gpu": return GpuBench.Run(rest);
    case "gpu-compare": return StateComparison.Run(rest);
    case "control": return ControlBench.Run(rest);
    case "queue": return QueueBench.Run(rest);
    case "recovery": return RecoveryBench.Run(rest);
    case "spread": return SpreadBench.Run(rest);
    case "search": return SearchBench.Run(rest);
    case "http": return HttpBench.Run(rest);
    default:
        Console.Error.WriteLine(
            "usage: Hud.Bench fcls|training|memory|metrics|gpu|gpu-compare|control|queue|recovery|spread|search|http [options]; each prints JSON lines on standard output");
        return 2;
}
