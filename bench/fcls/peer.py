"""Repeats the FCLS that Hud.Bench just timed with scipy and prints both as one JSON line."""
import json
import sys
import time

import numpy as np
import scipy
from scipy.optimize import nnls

folder = sys.argv[1]
with open(f"{folder}/ours.json") as file:
    report = json.load(file)
pixels, bands, d = report["pixels"], report["bands"], report["endmembers"]
Y = np.fromfile(f"{folder}/pixels.f32", np.float32).reshape(pixels, bands).astype(np.float64)
A = np.fromfile(f"{folder}/endmembers.f64").reshape(bands, d)
ours = np.fromfile(f"{folder}/abundances.f32", np.float32).reshape(pixels, d)

weight = 1e4 * np.linalg.norm(A)
augmented = np.vstack([A, np.full(d, weight)])
targets = np.hstack([Y, np.full((pixels, 1), weight)])
theirs = np.empty((pixels, d))
start = time.perf_counter()
for i in range(pixels):
    theirs[i] = nnls(augmented, targets[i])[0]
seconds = time.perf_counter() - start


def rmse(X):
    return float(np.sqrt(np.mean((Y - X @ A.T) ** 2)))


report.update(
    peer=f"scipy {scipy.__version__} nnls",
    peer_milliseconds=round(1000 * seconds, 1),
    ratio=round(1000 * seconds / report["milliseconds"], 1),
    max_difference=float(np.abs(ours - theirs).max()),
    rmse_difference=rmse(ours.astype(np.float64)) - rmse(theirs),
)
print(json.dumps(report))
