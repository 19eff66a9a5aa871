# This runs inside WebAssembly, in a worker of this page.
from dataclasses import dataclass


@dataclass
class Strait:
    name: str
    width_km: float


straits = [
    Strait('Bosporus', 0.7),
    Strait('Messina', 3.1),
    Strait('Gibraltar', 14),
    Strait('Dover', 33),
]

for strait in sorted(straits, key=lambda strait: -strait.width_km):
    waves = '~' * max(1, round(strait.width_km / 2))
    print(f'{strait.name:<10}{waves:<17}{strait.width_km:>5} km')
