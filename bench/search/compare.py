"""Ours (JSON lines on standard input) against Optuna's TPE with its defaults: same functions, points and seeds. Prints one JSON line
a function and one over all: median regrets, the mean difference of their logarithms (below 0: ours is closer), and the one-sided p value
of the paired Wilcoxon test that ours is further away, Holm-adjusted over the functions. Exit code 1 where one of them is below 5 %."""
import json
import math
import multiprocessing
import sys

import numpy as np
import optuna
from scipy import stats

from functions import ask, best, loss


def regret(job):
    name, points, seed = job
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(lambda trial: loss(name, ask(name, trial)), n_trials=points)
    return study.best_value - best(name)


def check(ours):
    for probe in ours["probes"]:
        point = {k: float(v) if k != "kind" else v for k, v in probe["at"].items()}
        there = loss(ours["function"], point)
        if not math.isclose(there, probe["loss"], rel_tol=1e-9, abs_tol=1e-9):
            sys.exit(f"{ours['function']} is {probe['loss']} here and {there} there at {point}")


def worse(a, b):
    return float(stats.wilcoxon(a, b, alternative="greater").pvalue) if np.any(a != b) else 1.0


def main():
    rows, pooled = [], []
    with multiprocessing.Pool() as pool:
        for ours in map(json.loads, sys.stdin):
            check(ours)
            seeds = range(len(ours["regrets"]))
            theirs = pool.map(regret, [(ours["function"], ours["points"], s) for s in seeds], chunksize=1)
            # A millionth of the regret scale is the end of what the numbers' six digits can tell.
            a, b = (np.log10(np.maximum(r, 0) + 1e-6) for r in (ours["regrets"], theirs))
            rows.append({
                "bench": "search", "function": ours["function"], "points": ours["points"], "seeds": len(seeds),
                "ours": float(np.median(ours["regrets"])), "optuna": float(np.median(theirs)),
                "log10_difference": round(float(np.mean(a - b)), 3), "p_worse": worse(a, b),
            })
            pooled.append(a - b)
    adjusted = 0.0
    for place, row in enumerate(sorted(rows, key=lambda r: r["p_worse"])):
        adjusted = max(adjusted, min(1.0, (len(rows) - place) * row["p_worse"]))
        row["p_worse_holm"] = round(adjusted, 4)
    for row in rows:
        print(json.dumps({**row, "p_worse": round(row["p_worse"], 4)}))
    # By seed, the mean over functions: seeds are independent of each other, functions are not a sample of anything.
    by_seed = np.mean(pooled, axis=0)
    print(json.dumps({
        "bench": "search", "function": "all", "optuna_version": optuna.__version__, "log10_difference": round(float(by_seed.mean()), 3),
        "p_worse": round(worse(by_seed, np.zeros_like(by_seed)), 4), "p_better": round(worse(-by_seed, np.zeros_like(by_seed)), 4),
    }))
    return 1 if min(r["p_worse_holm"] for r in rows) < 0.05 else 0


if __name__ == "__main__":
    sys.exit(main())
