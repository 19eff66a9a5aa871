//! Functions that the platform's library does not have, or not with the same digits everywhere.

use std::f64::consts::PI;

/// Why a function has no value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Undefined {
    Domain,
    Range,
}

// The approximation of Lanczos, with the coefficients that CPython uses.
const G: f64 = 6.024_680_040_776_73;
const G_MINUS_HALF: f64 = 5.524_680_040_776_73;
const NUMERATOR: [f64; 13] = [
    23_531_376_880.410_76,
    42_919_803_642.649_1,
    35_711_959_237.355_67,
    17_921_034_426.037_21,
    6_039_542_586.352_028,
    1_439_720_407.311_721_6,
    248_874_557.862_054_17,
    31_426_415.585_400_194,
    2_876_370.628_935_372_5,
    186_056.265_395_223_48,
    8_071.672_002_365_816,
    210.824_277_751_579_36,
    2.506_628_274_631_000_2,
];
const DENOMINATOR: [f64; 13] = [
    0.0,
    39_916_800.0,
    120_543_840.0,
    150_917_976.0,
    105_258_076.0,
    45_995_730.0,
    13_339_535.0,
    2_637_558.0,
    357_423.0,
    32_670.0,
    1_925.0,
    66.0,
    1.0,
];

fn lanczos(x: f64) -> f64 {
    let (mut above, mut below) = (0.0, 0.0);
    if x < 5.0 {
        for place in (0..13).rev() {
            above = above * x + NUMERATOR[place];
            below = below * x + DENOMINATOR[place];
        }
    } else {
        for place in 0..13 {
            above = above / x + NUMERATOR[place];
            below = below / x + DENOMINATOR[place];
        }
    }
    above / below
}

/// sin(pi * x)
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let sine = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1.0_f64.copysign(x) * sine
}

pub(super) fn gamma(x: f64) -> Result<f64, Undefined> {
    if !x.is_finite() {
        return if x.is_nan() || x > 0.0 { Ok(x) } else { Err(Undefined::Domain) };
    }
    if x == 0.0 || (x == x.floor() && x < 0.0) {
        return Err(Undefined::Domain);
    }
    if x == x.floor() && x <= 23.0 {
        // The factorials up to 22 are exact.
        return Ok((1..x as u64).map(|factor| factor as f64).product());
    }
    let size = x.abs();
    let finite = |value: f64| if value.is_infinite() { Err(Undefined::Range) } else { Ok(value) };
    if size < 1e-20 {
        return finite(1.0 / x);
    }
    if size > 200.0 {
        return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(Undefined::Range) };
    }
    let y = size + G_MINUS_HALF;
    let error = if size > G_MINUS_HALF { (y - size) - G_MINUS_HALF } else { (y - G_MINUS_HALF) - size };
    let error = error * G / y;
    let half = |by: fn(f64, f64) -> f64, value: f64| {
        if size < 140.0 {
            by(value, y.powf(size - 0.5))
        } else {
            let root = y.powf(size / 2.0 - 0.25);
            by(by(value, root), root)
        }
    };
    let value = if x < 0.0 {
        let value = -PI / sin_pi(size) / size * y.exp() / lanczos(size);
        half(|value, power| value / power, value - error * value)
    } else {
        let value = lanczos(size) / y.exp();
        half(|value, power| value * power, value + error * value)
    };
    finite(value)
}

pub(super) fn log_gamma(x: f64) -> Result<f64, Undefined> {
    const LOG_PI: f64 = 1.144_729_885_849_400_2;
    if !x.is_finite() {
        return Ok(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(Undefined::Domain) } else { Ok(0.0) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(-size.ln());
    }
    let mut value = lanczos(size).ln() - G;
    value += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        value = LOG_PI - sin_pi(size).abs().ln() - size.ln() - value;
    }
    if value.is_infinite() { Err(Undefined::Range) } else { Ok(value) }
}

/// The remainder of the division to the nearest whole number, halves to even.
pub(super) fn remainder(x: f64, y: f64) -> Result<f64, Undefined> {
    if x.is_nan() || y.is_nan() {
        return Ok(f64::NAN);
    }
    if x.is_infinite() || y == 0.0 {
        return Err(Undefined::Domain);
    }
    if y.is_infinite() {
        return Ok(x);
    }
    let (size, by) = (x.abs(), y.abs());
    let rest = size % by;
    let missing = by - rest;
    let nearest = if rest < missing {
        rest
    } else if rest > missing {
        -missing
    } else {
        rest - 2.0 * ((0.5 * (size - rest)) % by)
    };
    Ok(1.0_f64.copysign(x) * nearest)
}

// --- sums in more than double precision ------------------------------------------------------------------------------

/// A sum of two numbers that is exact together.
#[derive(Clone, Copy)]
struct Double {
    high: f64,
    low: f64,
}

fn sum(a: f64, b: f64) -> Double {
    let high = a + b;
    let part = high - a;
    Double { high, low: (a - (high - part)) + (b - part) }
}

/// The product, by halves of 26 bits, so that it needs no fused multiplication.
fn product(x: f64, y: f64) -> Double {
    let split = |value: f64| {
        let scaled = value * 134_217_729.0;
        let high = scaled - (scaled - value);
        (high, value - high)
    };
    let ((xh, xl), (yh, yl)) = (split(x), split(y));
    let high = xh * yh;
    let middle = xh * yl + xl * yh;
    let total = high + middle;
    Double { high: total, low: high - total + middle + xl * yl }
}

/// The length of a vector, to nearly the last digit.
pub(super) fn norm(parts: &[f64]) -> f64 {
    let most = parts.iter().fold(0.0_f64, |most, part| most.max(part.abs()));
    if parts.iter().any(|part| part.is_infinite()) {
        return f64::INFINITY;
    }
    if parts.iter().any(|part| part.is_nan()) {
        return f64::NAN;
    }
    if most == 0.0 || parts.len() <= 1 {
        return most;
    }
    let exponent = libm::frexp(most).1;
    if exponent < -1023 {
        // Too small to be scaled by a power of two that is finite.
        let scaled: Vec<f64> = parts.iter().map(|part| part / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * norm(&scaled);
    }
    let scale = libm::ldexp(1.0, -exponent);
    let (mut total, mut first, mut second) = (1.0, 0.0, 0.0);
    for part in parts {
        let part = part * scale;
        let square = product(part, part);
        let next = sum(total, square.high);
        total = next.high;
        first += square.low;
        second += next.low;
    }
    let root = (total - 1.0 + (first + second)).sqrt();
    let square = product(-root, root);
    let next = sum(total, square.high);
    let rest = next.high - 1.0 + (first + square.low + (second + next.low));
    (root + rest / (2.0 * root)) / scale
}

/// A running sum of products, with thrice the precision.
#[derive(Clone, Copy, Default)]
pub(super) struct Products {
    high: f64,
    middle: f64,
    low: f64,
}

impl Products {
    pub(super) fn add(&mut self, x: f64, y: f64) {
        let exact = x * y;
        let error = libm::fma(x, y, -exact);
        let one = sum(self.high, exact);
        let two = sum(self.middle, error);
        let three = sum(one.low, two.high);
        self.high = one.high;
        self.middle = three.high;
        self.low += two.low + three.low;
    }

    pub(super) fn total(self) -> f64 {
        let last = sum(self.low, self.middle);
        let all = sum(self.high, last.high);
        // The parts that were rounded away may decide a half.
        all.high + (all.low + last.low)
    }
}
