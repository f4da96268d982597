using Hud.Experiments.Specs;

namespace Hud.Experiments.Plans;

/// <summary>A metric and where the file asks for it.</summary>
internal sealed record AskedMetric(MetricDescription Metric, Word Word);
