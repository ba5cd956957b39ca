"""Golden values of the H2/air kinetics (7 species, 16 irreversible steps), by Cantera.

    python hydrogen.py     writes hydrogen.json, and evans_schexnayder.yaml for Cantera

The mechanism is that of Evans & Schexnayder 1980 (coefficients from the DeePODE repository), every step
irreversible, third-body efficiency 1, units cm3-mol-s-cal. Needs cantera, numpy, scipy.
"""

import json
import math
import sys
import time
from pathlib import Path

import cantera as ct
import numpy as np
from scipy.integrate import solve_ivp

HERE = Path(__file__).parent
SPECIES = ["H", "O", "H2O", "OH", "O2", "H2", "N2"]
ELEMENTS = {"H": {"H": 1}, "O": {"O": 1}, "H2O": {"H": 2, "O": 1}, "OH": {"O": 1, "H": 1}, "O2": {"O": 2}, "H2": {"H": 2}, "N2": {"N": 2}}
NASA = {
    "H": ([2.5, 7.05332819e-13, -1.99591964e-15, 2.30081632e-18, -9.27732332e-22, 25473.6599],
          [2.50000001, -2.30842973e-11, 1.61561948e-14, -4.73515235e-18, 4.98197357e-22, 25473.6599]),
    "O": ([3.1682671, -3.27931884e-3, 6.64306396e-6, -6.12806624e-9, 2.11265971e-12, 29122.2592],
          [2.56942078, -8.59741137e-5, 4.19484589e-8, -1.00177799e-11, 1.22833691e-15, 29217.5791]),
    "H2O": ([4.19864056, -2.0364341e-3, 6.52040211e-6, -5.48797062e-9, 1.77197817e-12, -30293.7267],
            [3.03399249, 2.17691804e-3, -1.64072518e-7, -9.7041987e-11, 1.68200992e-14, -30004.2971]),
    "OH": ([4.12530561, -3.22544939e-3, 6.52764691e-6, -5.79853643e-9, 2.06237379e-12, 3381.53812],
           [2.86472886, 1.05650448e-3, -2.59082758e-7, 3.05218674e-11, -1.33195876e-15, 3718.85774]),
    "O2": ([3.78245636, -2.99673416e-3, 9.84730201e-6, -9.68129509e-9, 3.24372837e-12, -1063.94356],
           [3.28253784, 1.48308754e-3, -7.57966669e-7, 2.09470555e-10, -2.16717794e-14, -1088.45772]),
    "H2": ([2.34433112, 7.98052075e-3, -1.9478151e-5, 2.01572094e-8, -7.37611761e-12, -917.935173],
           [3.3372792, -4.94024731e-5, 4.99456778e-7, -1.79566394e-10, 2.00255376e-14, -950.158922]),
    "N2": ([3.298677, 1.4082404e-3, -3.963222e-6, 5.641515e-9, -2.444854e-12, -1020.8999],
           [2.92664, 1.4879768e-3, -5.68476e-7, 1.0097038e-10, -6.753351e-15, -922.7977]),
}
STEPS = [
    ("H2 + M => 2 H + M", 5.5e18, -1, 103300), ("2 H + M => H2 + M", 1.8e18, -1, 0), ("O2 + M => 2 O + M", 7.2e18, -1, 117910),
    ("2 O + M => O2 + M", 4e17, -1, 0), ("H2O + M => OH + H + M", 5.2e21, -1.5, 118000), ("OH + H + M => H2O + M", 4.4e20, -1.5, 0),
    ("OH + M => O + H + M", 8.5e18, -1, 101000), ("O + H + M => OH + M", 7.1e18, -1, 0), ("H2O + O => 2 OH", 5.8e13, 0, 18000),
    ("2 OH => H2O + O", 5.3e12, 0, 1000), ("H2O + H => OH + H2", 8.4e13, 0, 20100), ("OH + H2 => H2O + H", 2e13, 0, 5166),
    ("O2 + H => OH + O", 2.2e14, 0, 16800), ("OH + O => O2 + H", 1.5e13, 0, 0), ("H2 + O => OH + H", 7.5e13, 0, 11100),
    ("OH + H => H2 + O", 3e13, 0, 8800),
]


def yaml():
    lines = ["units: {length: cm, quantity: mol, activation-energy: cal/mol}", "phases:", "- name: gas", "  thermo: ideal-gas",
             "  elements: [H, O, N]", f"  species: [{', '.join(SPECIES)}]", "  kinetics: gas", "  state: {T: 300.0, P: 1 atm}", "species:"]
    for name in SPECIES:
        low, high = NASA[name]
        composition = ", ".join(f"{k}: {v}" for k, v in ELEMENTS[name].items())
        lines += [f"- name: {name}", f"  composition: {{{composition}}}", "  thermo:", "    model: NASA7",
                  "    temperature-ranges: [200.0, 1000.0, 3500.0]", "    data:",
                  f"    - [{', '.join(repr(v) for v in low)}, 0.0]", f"    - [{', '.join(repr(v) for v in high)}, 0.0]"]
    lines.append("reactions:")
    for equation, a, b, e in STEPS:
        lines += [f"- equation: {equation}"] + (["  type: three-body"] if "M" in equation else []) + \
            [f"  rate-constant: {{A: {a:.6e}, b: {b}, Ea: {float(e)}}}"]
    return "\n".join(lines) + "\n"


def short(v, digits=12):
    if isinstance(v, dict):
        return {k: short(x, digits) for k, x in v.items()}
    if isinstance(v, (list, tuple, np.ndarray)):
        return [short(x, digits) for x in v]
    if isinstance(v, (int, np.integer)):
        return int(v)
    return float(f"{float(v):.{digits}g}") if isinstance(v, (float, np.floating)) else v


def stoichiometric(gas, phi):
    gas.set_equivalence_ratio(phi, "H2", "O2:1, N2:3.76")
    return gas.Y


def run(gas, temperature, phi, seed, microseconds, rtol=1e-10, atol=1e-20):
    """Constant pressure, own right-hand side and SciPy's Radau, so that the equations are those of lib/combustion."""
    y0 = stoichiometric(gas, phi).copy()
    for name in ("H", "O", "OH"):
        y0[SPECIES.index(name)] += seed
    y0 /= y0.sum()
    pressure = ct.one_atm

    def f(t, state):
        gas.TPY = state[0], pressure, np.maximum(state[1:], 0)
        w = gas.net_production_rates
        return np.concatenate([[-np.dot(gas.partial_molar_enthalpies, w) / (gas.density * gas.cp_mass)], w * gas.molecular_weights / gas.density])

    grid = np.arange(microseconds + 1) * 1e-6
    solution = solve_ivp(f, (0, grid[-1]), np.concatenate([[temperature], y0]), "Radau", t_eval=grid, rtol=rtol, atol=atol)
    assert solution.success
    return grid, solution.y


def reactor(gas, temperature, phi, microseconds):
    """The same by Cantera's own reactor network (CVODES), as a check."""
    stoichiometric(gas, phi)
    gas.TP = temperature, ct.one_atm
    r = ct.IdealGasConstPressureReactor(gas)
    net = ct.ReactorNet([r])
    net.rtol, net.atol = 1e-10, 1e-20
    out = [temperature]
    for i in range(1, microseconds + 1):
        net.advance(i * 1e-6)
        out.append(r.T)
    return np.array(out)


def delay(grid, T):
    """Time of the largest dT/dt by central differences on the grid."""
    return float(grid[np.argmax(np.gradient(T, grid))])


def main():
    (HERE / "evans_schexnayder.yaml").write_text(yaml())
    gas = ct.Solution(str(HERE / "evans_schexnayder.yaml"))
    assert gas.species_names == SPECIES and gas.n_reactions == 16
    result = {"reference": f"cantera {ct.__version__}", "species": SPECIES, "molecularWeights_kg_per_kmol": gas.molecular_weights,
              "gasConstant_J_per_kmol_K": ct.gas_constant, "atmosphere_Pa": ct.one_atm, "calorie_J": 4.184}
    gas.TPY = 1000, ct.one_atm, stoichiometric(gas, 1)
    result["stoichiometricY"] = gas.Y

    # thermodynamics of pure species, both ranges and the joint
    result["thermo"] = []
    for T in (300.0, 750.0, 999.999, 1000.0, 1000.001, 1800.0, 3000.0):
        gas.TP = T, ct.one_atm
        result["thermo"].append({"T": T, "cp_R": gas.standard_cp_R, "h_RT": gas.standard_enthalpies_RT})

    # 20 random states
    rng = np.random.default_rng(20240501)
    states = []
    for _ in range(20):
        T = round(float(rng.uniform(1000, 3000)), 3)
        p = round(float(ct.one_atm * 10 ** rng.uniform(-0.5, 1)), 1)
        y = 10 ** rng.uniform(-6, 0, 7)
        y[6] = y[:6].sum() * rng.uniform(1, 4)
        y = np.round(y / y.sum(), 9)
        y[6] = round(1 - y[:6].sum(), 9)
        gas.TPY = T, p, y
        states.append({"T": T, "p": p, "Y": y, "density": gas.density, "meanMolecularWeight": gas.mean_molecular_weight, "cp_mass": gas.cp_mass,
                       "enthalpy_mass": gas.enthalpy_mass, "concentrations_kmol_m3": gas.concentrations,
                       "forwardRateConstants": gas.forward_rate_constants, "ratesOfProgress": gas.forward_rates_of_progress,
                       "productionRates_kmol_m3_s": gas.net_production_rates,
                       "dTdt": -np.dot(gas.partial_molar_enthalpies, gas.net_production_rates) / (gas.density * gas.cp_mass)})
    result["states"] = states
    result["stateUnits"] = "K, Pa, kg/m3, kg/kmol, J/kg/K, J/kg; rate constants in m3-kmol-s, those of three-body steps without [M]; rates of progress in kmol/m3/s with [M]"

    runs = []
    for T, phi, seed, length in ((1200.0, 1.0, 0.0, 3000), (1400.0, 1.0, 0.0, 3000), (1600.0, 1.0, 0.0, 3000), (1400.0, 0.6, 1e-5, 300), (1050.0, 1.5, 1e-4, 600)):
        start = time.process_time()
        grid, y = run(gas, T, phi, seed, length)
        cpu = time.process_time() - start
        entry = {"T0": T, "phi": phi, "radicalSeedY": seed, "p": ct.one_atm, "ignitionDelay_s": delay(grid, y[0]), "T_end": y[0, -1], "end_s": grid[-1],
                 "maxSumYMinus1": float(np.abs(y[1:].sum(0) - 1).max()), "enthalpyDrift_J_per_kg": 0.0}
        h = []
        for k in (0, -1):
            gas.TPY = y[0, k], ct.one_atm, y[1:, k]
            h.append(gas.enthalpy_mass)
        entry["enthalpyDrift_J_per_kg"] = h[1] - h[0]
        keep = min(length, 300)
        entry["temperatures_1us"] = short(y[0, :keep + 1], 9)
        picks = [k for k in (0, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 100, 150, 200, 300, 600, 1000, 2000, 3000) if k <= length]
        entry["picked_us"] = picks
        entry["pickedY"] = short(y[1:, picks].T, 9)
        if seed == 0:
            other = reactor(gas, T, phi, 300)
            entry["largestDifferenceToReactorNet_K"] = float(np.abs(other - y[0, :301]).max())
            entry["reactorNetDelay_s"] = delay(grid[:301], other)
        runs.append(entry)
        print(f"T0 {T} phi {phi} seed {seed}: delay {entry['ignitionDelay_s']*1e6:.0f} us, T_end {entry['T_end']:.1f} K, cpu {cpu:.2f} s, "
              f"dH {entry['enthalpyDrift_J_per_kg']:.2e} J/kg, to ReactorNet {entry.get('largestDifferenceToReactorNet_K')}", flush=True)
    result["runs"] = runs
    (HERE / "hydrogen.json").write_text(json.dumps(short(result)) + "\n")


if __name__ == "__main__":
    main()
