"""Empty trials through our control plane and through others, each with its durable equivalent; JSON lines, ratios last.

usage: compare.py HUD_BENCH POSTGRES_OR_EMPTY [--trials N] [--peer-trials N] [--nodes 2,8,32] [--repeats N]"""
import argparse
import json
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

from slurm import slurm


def ours(bench, journal, nodes, trials):
    run = subprocess.run(
        [bench, "control", "--journal", journal, "--nodes", str(nodes), "--trials", str(trials)],
        check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(run.stdout)


def optuna_worker(storage, trials):
    import optuna
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.load_study(study_name="bench", storage=storage, sampler=optuna.samplers.RandomSampler())
    study.optimize(lambda trial: 0.0, n_trials=trials)


def optuna_rate(storage, workers, trials):
    import optuna
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    optuna.create_study(study_name="bench", storage=storage)
    processes = [multiprocessing.Process(target=optuna_worker, args=(storage, trials // workers)) for _ in range(workers)]
    start = time.perf_counter()
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return trials // workers * workers / (time.perf_counter() - start)


def record(folder, number):
    """What a durable result takes: a file, flushed to disk, under its final name."""
    path = os.path.join(folder, str(number))
    with open(path + ".tmp", "w") as file:
        file.write("0.99\n")
        file.flush()
        os.fsync(file.fileno())
    os.rename(path + ".tmp", path)
    return number


def dask_rate(folder, workers, trials):
    import distributed
    with distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster:
        with distributed.Client(cluster) as client:
            client.gather(client.map(lambda n: n, range(workers)))
            start = time.perf_counter()
            client.gather(client.map(record, [folder] * trials, range(trials), pure=False))
            return trials / (time.perf_counter() - start)


def snakemake_rate(folder, workers, trials):
    with open(os.path.join(folder, "Snakefile"), "w") as file:
        file.write(
            f"rule all:\n    input: expand('results/{{n}}', n=range({trials}))\n"
            "rule trial:\n    output: 'results/{n}'\n    shell: 'echo 0.99 > {output}'\n")
    start = time.perf_counter()
    subprocess.run(
        ["snakemake", "--cores", str(workers), "--quiet", "all"], cwd=folder, check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return trials / (time.perf_counter() - start)


def slurm_rate(folder, workers, trials):
    """Its controller writes its state to disk every few seconds, not for every job."""
    with slurm(folder) as environment:
        start = time.perf_counter()
        subprocess.run(
            ["sbatch", "--wait", "--quiet", f"--array=1-{trials}%{workers}", "--output=/dev/null", "--wrap", "true"],
            cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
        return trials / (time.perf_counter() - start)


def say(**line):
    print(json.dumps(line), flush=True)


def cpu_seconds():
    """Of this process and its ended children; a database server's is in nobody's figure."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def peer(name, measure, workers, trials, rates):
    folder = tempfile.mkdtemp(prefix="hud-control-")
    before = cpu_seconds()
    try:
        rate = measure(folder)
    except Exception as missing:  # a peer that is not installed says so and is left out of the ratios
        say(bench="control", peer=name, workers=workers, error=f"{type(missing).__name__}: {missing}"[:200])
        return
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    rates[name] = max(rate, rates.get(name, 0))
    say(bench="control", peer=name, workers=workers, trials=trials, trials_per_second=round(rate, 1),
        cpu_milliseconds_per_trial=round(1000 * (cpu_seconds() - before) / trials, 2))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bench")
    parser.add_argument("postgres")
    parser.add_argument("--trials", type=int, default=20000)
    parser.add_argument("--peer-trials", type=int, default=400)
    parser.add_argument("--nodes", default="2,8,32")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()

    best, rates = {}, {}
    databases = 0

    def database():
        nonlocal databases
        databases += 1
        subprocess.run(["createdb", "-h", options.postgres, "-U", "hud", f"bench_{databases}"], check=True)
        return f"bench_{databases}"

    for nodes in map(int, options.nodes.split(",")):
        for kind in ["sqlite"] + (["postgresql"] if options.postgres else []):
            for _ in range(options.repeats):
                with tempfile.TemporaryDirectory(prefix="hud-control-") as folder:
                    journal = os.path.join(folder, "journal.db") if kind == "sqlite" else \
                        f"Host={options.postgres};Database={database()};Username=hud"
                    line = ours(options.bench, journal, nodes, options.trials)
                say(**line)
                best[kind, nodes] = max(best.get((kind, nodes), 0), line["trials_per_second"])

    few = options.peer_trials
    for workers in map(int, options.nodes.split(",")):
        peer("optuna, sqlite", lambda f: optuna_rate(f"sqlite:///{f}/optuna.db", workers, few), workers, few, rates)
        if options.postgres:
            peer("optuna, postgresql", lambda f: optuna_rate(
                f"postgresql+psycopg2://hud@/{database()}?host={options.postgres}", workers, few), workers, few, rates)
    for workers in (2, 8):
        peer("dask.distributed, a synced file each", lambda f: dask_rate(f, workers, 10 * few), workers, 10 * few, rates)
    peer("snakemake", lambda f: snakemake_rate(f, 2, few // 2), 2, few // 2, rates)
    peer("slurm array", lambda f: slurm_rate(f, 8, few // 2), 8, few // 2, rates)

    for (kind, nodes), rate in best.items():
        say(bench="control", summary=f"{kind}, {nodes} nodes", trials_per_second=rate,
            ratios={name: round(rate / other, 1) for name, other in rates.items()},
            ratio_to_best_peer=round(rate / max(rates.values()), 1) if rates else None)


if __name__ == "__main__":
    sys.exit(main())
