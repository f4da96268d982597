namespace Hud.Chaos;

/// <summary>Seeds and nodes on hosts of their own, with disks and clocks of their own.</summary>
internal sealed class Lab : IDisposable
{
    private const int DiskMegabytes = 800;
    private const string ApiPort = "4780", ClusterPort = "4700";

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(120), Reaping = TimeSpan.FromSeconds(20);

    private readonly string _folder;
    private readonly List<LabClock> _clocks = [];

    /// <param name="folder">Empty; everything lies in it.</param>
    public Lab(string folder, string hud, LabPlan plan, TimeSpan lease)
    {
        (_folder, Plan) = (folder, plan);
        Network = new LabNetwork(plan.Hosts);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        Keys = new LabKeys(Path.Combine(folder, "keys"), hud, plan.Hosts, Network.AddressOf);
        var last = plan.Hosts.Length - 1;
        if (plan.HasDatabase) Database = new LabDatabase(Network.NameOf(last), FolderOf(last), Network.AddressOf(last), Network.Range);
        for (var host = 0; host < plan.Seeds + plan.Nodes; host++)
        {
            Disks.Add(new LabDisk(Network.Name, FolderOf(host), DiskMegabytes));
            _clocks.Add(new LabClock(Path.Combine(folder, $"{plan.Hosts[host]}.clock")));
            Processes.Add(new LabProcess(
                Network.NameOf(host), hud, Arguments(host), Environment(host, lease), Path.Combine(folder, $"{plan.Hosts[host]}.out")));
        }
    }

    public LabPlan Plan { get; }

    public LabKeys Keys { get; }

    public LabNetwork Network { get; }

    public LabDatabase? Database { get; }

    public List<LabDisk> Disks { get; } = [];

    public List<LabProcess> Processes { get; } = [];

    /// <summary>The artifact store, on the first seed.</summary>
    public string Store => Path.Combine(FolderOf(0), "artifacts");

    /// <summary>Where the seeds' HTTP APIs are.</summary>
    public IEnumerable<Uri> Servers => Enumerable.Range(0, Plan.Seeds).Select(s => new Uri($"https://{Network.AddressOf(s)}:{ApiPort}"));

    /// <summary>File, or connection string without its password.</summary>
    public string JournalAddress => Database?.Address ?? Path.Combine(FolderOf(0), "journal.db");

    /// <summary>File or connection string.</summary>
    public string Journal => Database is null ? JournalAddress : $"{JournalAddress};Password={Database.Password}";

    /// <summary>What a process needs in its environment to open the journal.</summary>
    public Dictionary<string, string> Secrets => Database is null ? [] : new() { ["PGPASSWORD"] = Database.Password };

    /// <summary>Started again, of all processes together.</summary>
    public int Restarts => Processes.Sum(p => p.Starts) - Processes.Count;

    public string FolderOf(int host) => Path.Combine(_folder, Plan.Hosts[host]);

    public LabClock ClockOf(int host) => _clocks[host];

    /// <summary>Asks all to leave.</summary>
    /// <returns>What did not go as it should: processes that had to be killed, or were left over.</returns>
    public IReadOnlyList<string> Close()
    {
        var wrong = new List<string>();
        // Nodes first, so that a seed hears their goodbye.
        for (var host = Processes.Count - 1; host >= 0; host--)
        {
            if (!Processes[host].Leave(Farewell)) wrong.Add($"{Plan.Hosts[host]} did not leave within {Farewell.TotalSeconds} s");
        }

        for (var host = 0; host < Processes.Count; host++)
            foreach (var log in Directory.EnumerateFiles(FolderOf(host), "*.log")) File.Copy(log, Path.Combine(_folder, $"{Plan.Hosts[host]}.log"), overwrite: true);
        wrong.AddRange(Plan.Hosts.Take(Processes.Count).Where((_, host) => Processes[host].GaveUp).Select(h => $"{h} ended with exit code 2"));
        // Children of killed nodes notice by themselves.
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (Orphans().Any() && clock.Elapsed < Reaping) Thread.CurrentThread.Join(TimeSpan.FromMilliseconds(500));
        wrong.AddRange(Orphans().Select(o => $"orphan: {o}"));
        return wrong;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Processes.ForEach(p => p.Dispose());
        Database?.Dispose();
        Network.Dispose();
        Disks.ForEach(d => d.Dispose());
    }

    private void OnExit(object? sender, EventArgs e) => Dispose();

    private IEnumerable<string> Orphans() =>
        from process in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(process), out _)
        let command = Shell.CommandOf(int.Parse(Path.GetFileName(process)))
        where command.Contains($"{Path.DirectorySeparatorChar}hud ", StringComparison.Ordinal) && command.Contains(_folder, StringComparison.Ordinal)
        select command;

    private Dictionary<string, string> Environment(int host, TimeSpan lease)
    {
        var settings = new Dictionary<string, string>(Keys.Of(Plan.Hosts[host]))
        {
            ["HUD__COORDINATOR__LEASE"] = $"{(int)lease.TotalSeconds}",
            // Processes die so often here that the trials and nodes they die with are not to blame.
            ["HUD__COORDINATOR__MAX_STRIKES"] = "1000",
            ["HUD__COORDINATOR__MAX_NODE_LOSSES"] = "1000",
            ["HUD__COORDINATOR__QUARANTINE_AFTER"] = "0",
            ["HUD__NODE__PATIENCE"] = "8",
            // Every checkpoint, for the account of work done twice.
            ["HUD__COORDINATOR__CHECKPOINT_INTERVAL"] = "0",
        };
        // A password in a command line could be read by everybody on the machine.
        if (Plan.IsSeed(host)) settings["HUD__JOURNAL__ADDRESS"] = Journal;
        else settings["HUD__ARTIFACTS__URL"] = $"{Servers.First()}";
        foreach (var (name, value) in _clocks[host].Environment()) settings[name] = value;
        return settings;
    }

    private string[] Arguments(int host)
    {
        var address = Network.AddressOf(host);
        var seeds = string.Join(',', Enumerable.Range(0, Plan.Seeds).Select(s => $"{Network.AddressOf(s)}:{ClusterPort}"));
        string[] common = ["--folder", FolderOf(host)];
        return Plan.IsSeed(host)
            ? ["seed", "--listen", $"{address}:{ClusterPort}", "--api", $"{address}:{ApiPort}", "--seeds", seeds, .. common]
            : ["node", "--seed", seeds, "--listen", address, "--name", Plan.Hosts[host], .. common];
    }
}
