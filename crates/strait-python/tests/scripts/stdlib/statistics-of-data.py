import statistics as s
from decimal import Decimal
from fractions import Fraction

data = [2, 4, 4, 4, 5, 5, 7, 9]
print(s.mean(data), s.median(data), s.mode(data), s.pstdev(data), s.stdev(data), s.pvariance(data), s.variance(data))
print(s.fmean(data), s.median_low([1, 2, 3, 4]), s.median_high([1, 2, 3, 4]), s.median_grouped([1, 2, 2, 3]))
print(s.mean([1, 2.5]), s.mean([Fraction(1, 2), Fraction(1, 3)]), s.mean([Decimal("0.1"), Decimal("0.3")]))
print(s.mean([1, 2]), s.mean(x for x in [1, 3]), s.median([3, 1, 2]), s.median([1, 4]), s.median(["a"]))
print(s.mode("aabbb"), s.mode([1, 2]), s.multimode("aabb"), s.multimode([]), s.mean([10**20, 1]))
print(s.mean([True, False]))
print(f"{s.geometric_mean([1, 10, 100]):.12g}", s.harmonic_mean([40, 60]), s.harmonic_mean([40, 60], weights=[1, 3]))
print(s.fmean([1, 2], weights=[3, 1]), s.quantiles([1, 2, 3, 4, 5]), s.quantiles(range(10), n=10, method="inclusive"))
print(s.variance([Fraction(1), Fraction(2)]), s.pvariance([1, 2, 3], 2))
print(f"{s.correlation([1, 2, 3], [2, 4, 7]):.12g}", s.covariance([1, 2, 3], [1, 2, 4]))
print(s.linear_regression([1, 2, 3], [2, 4, 6]), s.correlation([1, 2, 3, 4], [1, 4, 9, 20], method="ranked"))
n = s.NormalDist(100, 15)
print(
    n, n.mean, n.stdev, n.variance, n.inv_cdf(0.5), n.zscore(130), n + 5, n * 2, s.NormalDist.from_samples([1, 2, 3]),
    *(f"{x:.9g}" for x in (n.cdf(115), n.pdf(100), *n.quantiles(4))),
)
for code in [
    "s.mean([])", "s.median([])", "s.mode([])", "s.stdev([1])", "s.variance([])", "s.mean(['a'])", "s.quantiles([1])",
    "s.quantiles([1, 2], n=0)", "s.harmonic_mean([-1])", "s.correlation([1], [1])", "s.correlation([1, 1], [2, 3])",
    "s.fmean([])", "s.geometric_mean([0, -1])", "s.linear_regression([1, 1], [1, 2])", "s.NormalDist(0, -1)",
    "s.pstdev([])", "s.mean(5)", "s.correlation([1, 2], [1])",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
