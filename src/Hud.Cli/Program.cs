using Hud.Cli;

return CommandLine.Invoke(Verbs.Root(), args);
