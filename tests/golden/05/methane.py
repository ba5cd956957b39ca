"""Golden values of methane/air on GRI-Mech 3.0 restricted to the 20 species of DRM19 (97 reactions), by Cantera.

    python methane.py     writes methane.json, and methane20.yaml for Cantera

All reactions of Cantera's gri30.yaml whose reactants and products are among the 20 species; third-body efficiencies of
absent species dropped.
"""
import json
import warnings
from pathlib import Path

import cantera as ct
import numpy as np

from hydrogen import delay, short

warnings.filterwarnings("ignore")
ct.suppress_thermo_warnings()
HERE = Path(__file__).parent
SPECIES = ["H2", "H", "O", "O2", "OH", "H2O", "HO2", "CH2", "CH2(S)", "CH3", "CH4", "CO", "CO2", "HCO", "CH2O", "CH3O", "C2H4", "C2H5", "C2H6", "N2"]
full = ct.Solution("gri30.yaml")
chosen = set(SPECIES)
species = []
for name in SPECIES:
    one = full.species(name)
    species.append(one)
reactions = [r for r in full.reactions() if set(r.reactants) | set(r.products) <= chosen]
gas = ct.Solution(thermo="ideal-gas", kinetics="gas", species=species, reactions=reactions, name="methane20")
gas.write_yaml(str(HERE / "methane20.yaml"), units={"length": "cm", "quantity": "mol", "activation-energy": "cal/mol"}, skip_user_defined=True)
gas = ct.Solution(str(HERE / "methane20.yaml"))
assert gas.n_species == 20 and gas.n_reactions == 97  # one of 98 has argon as its only collider and falls away

rng = np.random.default_rng(1)
states = []
for _ in range(10):
    T, p = round(float(rng.uniform(1000, 2800)), 3), round(float(ct.one_atm * 10 ** rng.uniform(-0.5, 1)), 1)
    y = 10 ** rng.uniform(-7, 0, 20)
    y[19] = y[:19].sum() * rng.uniform(1, 4)
    y = np.round(y / y.sum(), 10)
    y[19] = round(1 - y[:19].sum(), 10)
    gas.TPY = T, p, y
    states.append({"T": T, "p": p, "Y": y, "forwardRateConstants": gas.forward_rate_constants, "reverseRateConstants": gas.reverse_rate_constants,
                   "productionRates_kmol_m3_s": gas.net_production_rates, "cp_mass": gas.cp_mass, "enthalpy_mass": gas.enthalpy_mass})
runs = []
for T, length in ((1400.0, 6000), (1650.0, 1500)):
    gas.set_equivalence_ratio(1.0, "CH4", "O2:1, N2:3.76")
    gas.TP = T, ct.one_atm
    y0 = gas.Y
    r = ct.IdealGasConstPressureReactor(gas)
    net = ct.ReactorNet([r])
    net.rtol, net.atol = 1e-10, 1e-20
    grid = np.arange(length + 1) * 1e-6
    temperatures, picked = [T], {}
    for k in range(1, length + 1):
        net.advance(grid[k])
        temperatures.append(r.T)
        if k in (1, 10, 100, 200, 300, 400, 500, 1000, 2000, 3000, 3400, 3500, 4000, 6000):
            picked[k] = gas.Y.copy()
    temperatures = np.array(temperatures)
    runs.append({"T0": T, "phi": 1.0, "p": ct.one_atm, "Y0": y0, "ignitionDelay_s": delay(grid, temperatures), "T_end": temperatures[-1], "end_s": grid[-1],
                 "every_us": 5, "temperatures": short(temperatures[::5], 8), "pickedY": {str(k): short(v, 9) for k, v in picked.items()}})
    print(T, "delay", runs[-1]["ignitionDelay_s"], "T_end", temperatures[-1])
(HERE / "methane.json").write_text(json.dumps(short({"reference": f"cantera {ct.__version__}, gri30.yaml restricted", "species": SPECIES,
    "reactions": gas.n_reactions, "molecularWeights": gas.molecular_weights, "states": states, "runs": runs})) + "\n")
