namespace Hud.Chaos;

/// <summary>Seeds and nodes on hosts of their own, with disks and clocks of their own.</summary>
internal sealed class Lab : IDisposable
{
    private const int DiskMegabytes = 400;
    private const string ApiPort = "4780", ClusterPort = "4700";

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(90);

    private readonly string _folder;
    private readonly List<LabClock> _clocks = [];

    /// <param name="folder">Empty; everything lies in it.</param>
    public Lab(string folder, string hud, LabPlan plan, TimeSpan lease)
    {
        (_folder, Plan) = (folder, plan);
        Network = new LabNetwork(plan.Hosts);
        Keys = new LabKeys(Path.Combine(folder, "keys"), hud, plan.Hosts);
        var last = plan.Hosts.Length - 1;
        if (plan.HasDatabase) Database = new LabDatabase(Network.NameOf(last), FolderOf(last), LabNetwork.AddressOf(last));
        for (var host = 0; host < plan.Seeds + plan.Nodes; host++)
        {
            Disks.Add(new LabDisk(FolderOf(host), DiskMegabytes));
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

    /// <summary>Where the seeds' HTTP APIs are.</summary>
    public IEnumerable<Uri> Servers => Enumerable.Range(0, Plan.Seeds).Select(s => new Uri($"https://{LabNetwork.AddressOf(s)}:{ApiPort}"));

    /// <summary>File or connection string.</summary>
    public string Journal => Database?.Address ?? Path.Combine(FolderOf(0), "journal.db");

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

        wrong.AddRange(
            from process in Directory.EnumerateDirectories("/proc")
            where int.TryParse(Path.GetFileName(process), out _)
            let command = CommandOf(process)
            where command.Contains($"{Path.DirectorySeparatorChar}hud ", StringComparison.Ordinal) && command.Contains(_folder, StringComparison.Ordinal)
            select $"orphan: {command}");
        return wrong;
    }

    public void Dispose()
    {
        Processes.ForEach(p => p.Dispose());
        Database?.Dispose();
        Network.Dispose();
        Disks.ForEach(d => d.Dispose());
    }

    private static string CommandOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

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
        };
        // A password in a command line could be read by everybody on the machine.
        if (Plan.IsSeed(host)) settings["HUD__JOURNAL__ADDRESS"] = Journal;
        foreach (var (name, value) in _clocks[host].Environment()) settings[name] = value;
        return settings;
    }

    private string[] Arguments(int host)
    {
        var address = LabNetwork.AddressOf(host);
        var seeds = string.Join(',', Enumerable.Range(0, Plan.Seeds).Select(s => $"{LabNetwork.AddressOf(s)}:{ClusterPort}"));
        string[] common = ["--folder", FolderOf(host)];
        return Plan.IsSeed(host)
            ? ["seed", "--listen", $"{address}:{ClusterPort}", "--api", $"{address}:{ApiPort}", "--seeds", seeds, .. common]
            : ["node", "--seed", seeds, "--listen", address, "--name", Plan.Hosts[host], .. common];
    }
}
