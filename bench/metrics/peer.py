"""Repeats point fidelity and block diversity that Hud.Bench just timed with numpy; prints both as one JSON line.

numpy's forms are the quickest that were found in it: blocked matrix products with a running maximum, and one transform
of the scene for all images with a sum over bands before one inverse transform an image. The scene's transform, which
is paid once, is not scaled by the number of images.
"""
import json
import resource
import sys
import time

import numpy as np

folder = sys.argv[1]
with open(f"{folder}/ours.json") as file:
    report = json.load(file)
rows, cols, bands, side, count = (report[k] for k in ("rows", "cols", "bands", "side", "peer_images"))
real = np.fromfile(f"{folder}/real.f32", np.float32).reshape(rows, cols, bands)
valid = np.fromfile(f"{folder}/valid.u8", np.uint8).reshape(rows, cols).astype(bool)
images = np.fromfile(f"{folder}/generated.f32", np.float32).reshape(count, side, side, bands)


def unit(cube):
    norm = np.linalg.norm(cube, axis=-1, keepdims=True)
    return np.divide(cube, norm, out=np.zeros_like(cube), where=norm > 0)


def fidelity():
    pixels, scene = unit(images).reshape(-1, bands), unit(real)[valid].T.copy()
    best = np.full(len(pixels), -np.inf, np.float32)
    for start in range(0, scene.shape[1], 2048):
        np.maximum(best, (pixels @ scene[:, start:start + 2048]).max(axis=1), out=best)
    return float(best.mean(dtype=np.float64))


def transform(scene):
    return [np.fft.rfft2(scene[:, :, band]) for band in range(bands)]


def diversity(spectra):
    best = []
    for image in unit(images):
        total = 0
        for band in range(bands):
            total = total + spectra[band] * np.conj(np.fft.rfft2(image[:, :, band], (rows, cols)))
        sums = np.fft.irfft2(total, (rows, cols))[:rows - side + 1, :cols - side + 1]
        best.append(sums.max() / side**2)
    return float(np.mean(best))


start = time.perf_counter()
fidelity_value = fidelity()
fidelity_seconds = (time.perf_counter() - start) * report["fidelity_images"] / count
start = time.perf_counter()
spectra = transform(unit(real) * valid[:, :, None])
once = time.perf_counter() - start
start = time.perf_counter()
diversity_value = diversity(spectra)
diversity_seconds = once + (time.perf_counter() - start) * report["diversity_images"] / count

report.update(
    peer=f"numpy {np.__version__}",
    peer_fidelity_milliseconds=round(1000 * fidelity_seconds, 1),
    fidelity_ratio=round(1000 * fidelity_seconds / report["fidelity_milliseconds"], 1),
    fidelity_difference=abs(fidelity_value - report["fidelity_of_peer_images"]),
    peer_diversity_milliseconds=round(1000 * diversity_seconds, 1),
    diversity_ratio=round(1000 * diversity_seconds / report["diversity_milliseconds"], 1),
    diversity_difference=abs(diversity_value - report["diversity_of_peer_images"]),
    peer_peak_megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
)
print(json.dumps(report))
