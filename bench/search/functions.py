"""The functions of bench/Hud.Bench/Search/TestFunctions.cs, for the peer. A point is a dictionary of numbers and words."""
import math

PI = math.pi
WEIGHTS = [1, 1.2, 3, 3.2]
H3A = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]]
H3P = [[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]]
H6A = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
H6P = [[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
       [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]]


def branin(x):
    a, b = x
    return (b - 5.1 / (4 * PI * PI) * a * a + 5 / PI * a - 6) ** 2 + 10 * (1 - 1 / (8 * PI)) * math.cos(a) + 10


def camel(x):
    a, b = x
    return (4 - 2.1 * a * a + a ** 4 / 3) * a * a + a * b + (-4 + 4 * b * b) * b * b


def hartmann(x, A, P):
    return -sum(w * math.exp(-sum(a * (v - p * 1e-4) ** 2 for v, a, p in zip(x, A[i], P[i]))) for i, w in enumerate(WEIGHTS))


def rosenbrock(x):
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


def ackley(x):
    n = len(x)
    return (-20 * math.exp(-0.2 * math.sqrt(sum(v * v for v in x) / n)) - math.exp(sum(math.cos(2 * PI * v) for v in x) / n)
            + 20 + math.e)


def rastrigin(x):
    return sum(v * v - 10 * math.cos(2 * PI * v) + 10 for v in x)


def levy(x):
    w = [1 + (v - 1) / 4 for v in x]
    return (math.sin(PI * w[0]) ** 2 + sum((v - 1) ** 2 * (1 + 10 * math.sin(PI * v + 1) ** 2) for v in w[:-1])
            + (w[-1] - 1) ** 2 * (1 + math.sin(2 * PI * w[-1]) ** 2))


def styblinski(x):
    return sum(v ** 4 - 16 * v * v + 5 * v for v in x) / 2


# name: (function of a vector, box, least value)
BOXES = {
    "branin": (branin, [(-5, 10), (0, 15)], 0.397887),
    "camel": (camel, [(-3, 3), (-2, 2)], -1.031628),
    "hartmann3": (lambda x: hartmann(x, H3A, H3P), [(0, 1)] * 3, -3.86278),
    "hartmann6": (lambda x: hartmann(x, H6A, H6P), [(0, 1)] * 6, -3.32237),
    "rosenbrock4": (rosenbrock, [(-2.048, 2.048)] * 4, 0),
    "ackley5": (ackley, [(-32.768, 32.768)] * 5, 0),
    "rastrigin3": (rastrigin, [(-5.12, 5.12)] * 3, 0),
    "levy4": (levy, [(-10, 10)] * 4, 0),
    "styblinski4": (styblinski, [(-5, 5)] * 4, -39.16617 * 4),
}


def conditional(p):
    kind = p["kind"]
    common = (math.log10(p["rate"]) + (2 if kind == "sgd" else 3)) ** 2 + ((p["batch"] - 24) / 20) ** 2
    if kind == "sgd":
        return common + 0.3 + 4 * (p["momentum"] - 0.9) ** 2
    return common + (6 * (p["beta"] - 0.8) ** 2 if kind == "adam" else 1.5)


def loss(name, point):
    if name == "conditional":
        return conditional(point)
    f, box, _ = BOXES[name]
    return f([point[f"x{i}"] for i in range(len(box))])


def ask(name, trial):
    """The point that an Optuna trial suggests."""
    if name != "conditional":
        return {f"x{i}": trial.suggest_float(f"x{i}", *b) for i, b in enumerate(BOXES[name][1])}
    point = {"rate": trial.suggest_float("rate", 1e-5, 1, log=True), "batch": trial.suggest_int("batch", 1, 64),
             "kind": trial.suggest_categorical("kind", ["sgd", "adam", "none"])}
    if point["kind"] == "sgd":
        point["momentum"] = trial.suggest_float("momentum", 0, 1)
    if point["kind"] == "adam":
        point["beta"] = trial.suggest_float("beta", 0.5, 1)
    return point


def best(name):
    return 0 if name == "conditional" else BOXES[name][2]
