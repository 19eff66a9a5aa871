"""Floating point arithmetic on attributes: five bodies under gravity."""


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.mass = mass


SOLAR_MASS = 4 * 3.141592653589793**2
YEAR = 365.24


def bodies():
    sun = Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SOLAR_MASS)
    planets = [
        (4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609),
        (8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411160, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812),
        (12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298),
        (15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451),
    ]
    system = [sun]
    for x, y, z, vx, vy, vz, mass in planets:
        system.append(Body(x, y, z, vx * YEAR, vy * YEAR, vz * YEAR, mass * SOLAR_MASS))
    for body in system:
        sun.vx -= body.vx * body.mass / SOLAR_MASS
        sun.vy -= body.vy * body.mass / SOLAR_MASS
        sun.vz -= body.vz * body.mass / SOLAR_MASS
    return system


def advance(pairs, system, dt, steps):
    for _ in range(steps):
        for a, b in pairs:
            dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            squared = dx * dx + dy * dy + dz * dz
            magnitude = dt / (squared * squared**0.5)
            to_a, to_b = b.mass * magnitude, a.mass * magnitude
            a.vx -= dx * to_a
            a.vy -= dy * to_a
            a.vz -= dz * to_a
            b.vx += dx * to_b
            b.vy += dy * to_b
            b.vz += dz * to_b
        for body in system:
            body.x += dt * body.vx
            body.y += dt * body.vy
            body.z += dt * body.vz


def energy(pairs, system):
    total = 0.0
    for body in system:
        total += body.mass * (body.vx**2 + body.vy**2 + body.vz**2) / 2
    for a, b in pairs:
        total -= a.mass * b.mass / ((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2) ** 0.5
    return total


system = bodies()
pairs = [(a, b) for i, a in enumerate(system) for b in system[i + 1:]]
print(f"{energy(pairs, system):.9f}")
advance(pairs, system, 0.01, 60_000)
print(f"{energy(pairs, system):.9f}")
