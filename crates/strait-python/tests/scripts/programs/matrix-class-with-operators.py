from fractions import Fraction
from itertools import product


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows of different lengths")

    @classmethod
    def identity(cls, n):
        return cls([int(i == j) for j in range(n)] for i in range(n))

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        match key:
            case int(), int():
                return self.rows[key[0]][key[1]]
            case slice() | int() as rows, slice() as columns:
                chosen = self.rows[rows] if isinstance(rows, slice) else [self.rows[rows]]
                return Matrix(row[columns] for row in chosen)
            case int():
                return self.rows[key]
        raise TypeError(f"cannot index with {key!r}")

    def __setitem__(self, key, value):
        self.rows[key[0]][key[1]] = value

    def __add__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        return Matrix([a + b for a, b in zip(r, s, strict=True)] for r, s in zip(self.rows, other.rows, strict=True))

    def __mul__(self, k):
        return Matrix([x * k for x in row] for row in self.rows)

    __rmul__ = __mul__

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"cannot multiply {self.shape} by {other.shape}")
        columns = list(zip(*other.rows))
        return Matrix([sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows)

    def __pow__(self, n, modulo=None):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = (result @ base) % modulo if modulo else result @ base
            base = (base @ base) % modulo if modulo else base @ base
            n >>= 1
        return result

    def __mod__(self, m):
        return Matrix([x % m for x in row] for row in self.rows)

    def __neg__(self):
        return self * -1

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __iter__(self):
        return iter(self.rows)

    def __repr__(self):
        return f"Matrix({self.rows})"

    def __format__(self, spec):
        return "\n".join(" ".join(format(x, spec) for x in row) for row in self.rows)

    def determinant(self):
        rows, sign = [[Fraction(x) for x in row] for row in self.rows], 1
        for i in range(len(rows)):
            pivot = next((r for r in range(i, len(rows)) if rows[r][i]), None)
            if pivot is None:
                return Fraction(0)
            if pivot != i:
                rows[i], rows[pivot], sign = rows[pivot], rows[i], -sign
            for r in range(i + 1, len(rows)):
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
        for i in range(len(rows)):
            sign *= rows[i][i]
        return sign


a = Matrix([[1, 2], [3, 4]])
print(a + a, a * 2 == 2 * a == a + a, a @ a, a @ Matrix.identity(2) == a, a.T, -a, a.shape, a[1, 0], a[0], a[:, 1:])
print(a[1, :], (Matrix([[1, 1], [1, 0]]) ** 90)[0, 1], pow(Matrix([[1, 1], [1, 0]]), 10**18, 10**9 + 7)[0, 1])
print(
    f"{a:>4}", f"{a:.1f}", a.determinant(), Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]]).determinant(),
    Matrix([[1, 2], [2, 4]]).determinant(), Matrix([[0, 1], [1, 0]]).determinant(), sep="\n",
)
a[0, 0] = 9
print(a, [x for row in a for x in row], sum(a[i, j] for i, j in product(range(2), repeat=2)))
for code in [
    "a @ Matrix([[1, 2]])", "Matrix([[1], [1, 2]])", "a + 5", "a['x']", "a + Matrix([[1]])", "a[5, 5]", "5 @ a",
    "a ** 'x'",
]:
    try:
        print(eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
