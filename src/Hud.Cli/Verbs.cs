using System.CommandLine;
using Hud.Cli.Commands;
using Hud.Cli.Live;

namespace Hud.Cli;

/// <summary>Every verb that a person types.</summary>
internal static class Verbs
{
    public static RootCommand Root()
    {
        var root = new RootCommand("""
            HudCluster generates hyperspectral images by unmixing-guided diffusion and compares methods.

            Examples:
              hud run experiments/quickstart.yaml    unmix, train, sample, measure, draw
              hud scenes list                        which scenes are here
              hud doctor                             what this machine can do
            """);
        root.Subcommands.Add(RunCommand.Create(PlanReader.Default));
        root.Subcommands.Add(PlanCommand.Create(PlanReader.Default));
        root.Subcommands.Add(SeedCommand.Create());
        root.Subcommands.Add(NodeCommand.Create());
        root.Subcommands.Add(SubmitCommand.Create(PlanReader.Default));
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(WatchCommand.Create(() => RunViews.Open(aside: false)));
        root.Subcommands.Add(LogsCommand.Create());
        root.Subcommands.Add(NodesCommand.Create());
        root.Subcommands.Add(DrainCommand.Create());
        root.Subcommands.Add(QuarantineCommand.Create());
        foreach (var verb in OperatorCommands.All()) root.Subcommands.Add(verb);
        root.Subcommands.Add(TablesCommand.Create());
        root.Subcommands.Add(FiguresCommand.Create());
        root.Subcommands.Add(ExportCommand.Create());
        root.Subcommands.Add(DiffCommand.Create());
        root.Subcommands.Add(ProvenanceCommand.Create());
        root.Subcommands.Add(ScenesCommand.Create());
        root.Subcommands.Add(MethodsCommand.Create());
        root.Subcommands.Add(UnmixCommand.Create());
        root.Subcommands.Add(TrainCommand.Create());
        root.Subcommands.Add(GenerateCommand.Create());
        root.Subcommands.Add(EvaluateCommand.Create());
        root.Subcommands.Add(AugmentCommand.Create());
        root.Subcommands.Add(JournalCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        root.Subcommands.Add(CompletionCommand.Create());
        root.Subcommands.Add(CertsCommand.Create(TimeProvider.System));
        root.Subcommands.Add(TrialChildCommand.Create());
        BriefHelp.Use(root);
        return root;
    }
}
