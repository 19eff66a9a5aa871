//! `_random`: the generator behind `random`, MT19937, with the numbers that CPython draws.

use num_bigint::{BigUint, Sign};

use super::library::plain_foreign;
use crate::{
    heap::value::{Kind, Value},
    vm::{
        Vm,
        native::{Escape, Outcome, natives},
    },
};

const WORDS: usize = 624;
const MIDDLE: usize = 397;

/// The state of a generator.
#[derive(Clone, Debug)]
struct Twister {
    state: Box<[u32; WORDS]>,
    next: usize,
    /// Without a seed of the script's; the first number drawn asks the system for one.
    unseeded: bool,
}

plain_foreign!(Twister, |_| WORDS * 4);

impl Default for Twister {
    fn default() -> Self {
        let mut twister = Self { state: Box::new([0; WORDS]), next: WORDS, unseeded: true };
        twister.seed_from(5489);
        twister
    }
}

impl Twister {
    fn seed_from(&mut self, seed: u32) {
        let mut last = seed;
        self.state[0] = last;
        for place in 1..WORDS {
            last = 1_812_433_253_u32.wrapping_mul(last ^ last >> 30).wrapping_add(place as u32);
            self.state[place] = last;
        }
        self.next = WORDS;
    }

    fn seed(&mut self, key: &[u32]) {
        let key = if key.is_empty() { &[0] } else { key };
        self.seed_from(19_650_218);
        let mut place = 1;
        let mix = |state: &[u32; WORDS], place: usize, factor: u32| {
            let before = state[place - 1];
            state[place] ^ (before ^ before >> 30).wrapping_mul(factor)
        };
        let wrap = |state: &mut [u32; WORDS], place: &mut usize| {
            *place += 1;
            if *place >= WORDS {
                state[0] = state[WORDS - 1];
                *place = 1;
            }
        };
        for (index, &word) in (0..key.len()).cycle().zip(key.iter().cycle()).take(WORDS.max(key.len())) {
            let mixed = mix(&self.state, place, 1_664_525).wrapping_add(word).wrapping_add(index as u32);
            self.state[place] = mixed;
            wrap(&mut self.state, &mut place);
        }
        for _ in 1..WORDS {
            let mixed = mix(&self.state, place, 1_566_083_941).wrapping_sub(place as u32);
            self.state[place] = mixed;
            wrap(&mut self.state, &mut place);
        }
        self.state[0] = 0x8000_0000;
    }

    fn word(&mut self) -> u32 {
        if self.next >= WORDS {
            let state = &mut self.state;
            for place in 0..WORDS {
                let bits = state[place] & 0x8000_0000 | state[(place + 1) % WORDS] & 0x7FFF_FFFF;
                let odd = if bits & 1 == 0 { 0 } else { 0x9908_B0DF };
                state[place] = state[(place + MIDDLE) % WORDS] ^ bits >> 1 ^ odd;
            }
            self.next = 0;
        }
        let mut word = self.state[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9D2C_5680;
        word ^= word << 15 & 0xEFC6_0000;
        word ^ word >> 18
    }

    /// From 0 up to 1, of 53 bits.
    fn float(&mut self) -> f64 {
        let (high, low) = (self.word() >> 5, self.word() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) * (1.0 / 9_007_199_254_740_992.0)
    }
}

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_random");
    let dict = vm.names_of(module);
    let class = vm.add_foreign_class(dict, "_random", "Random");
    vm.add_static_methods(class, natives! { "__new__"("cls, *args, **kwargs") => new; });
    vm.add_methods(
        class,
        natives! {
            "random"("self, /") => |vm, args| { let number = seeded(vm, args[0])?.float(); Ok(Value::float(number)) }, twin "_random_random";
            "getrandbits"("self, k, /") => bits, twin "_random_bits";
            "seed"("self, n=None, /") => seed, twin "_random_seed";
            "getstate"("self, /") => get_state, twin "_random_state";
            "setstate"("self, state, /") => set_state;
        },
    );
    module
}

fn twister(vm: &mut Vm, value: Value) -> Outcome<&mut Twister> {
    if vm.foreign_content::<Twister>(value).is_none() {
        return Err(vm.type_error("a random number generator is required"));
    }
    vm.foreign_content_mut(value).ok_or(Escape::Bail)
}

/// A generator with a seed.
fn seeded(vm: &mut Vm, value: Value) -> Outcome<&mut Twister> {
    let twister = twister(vm, value)?;
    if twister.unseeded { Err(Escape::Bail) } else { Ok(twister) }
}

fn new(vm: &mut Vm, args: &[Value]) -> Outcome {
    let class = vm.known_class("_random", "Random");
    let made = vm.heap.foreign(class, Twister::default());
    Ok(vm.with_class(args[0].index(), made))
}

fn seed(vm: &mut Vm, args: &[Value]) -> Outcome {
    let number = match vm.integer_of(args[1]) {
        Some(number) => number.into_parts().1,
        None if args[1].is_none() => {
            twister(vm, args[0])?.unseeded = true;
            return Ok(Value::NONE);
        }
        None => BigUint::from(vm.leaf_hash(args[1])? as u64),
    };
    let twister = twister(vm, args[0])?;
    twister.seed(&number.to_u32_digits());
    twister.unseeded = false;
    Ok(Value::NONE)
}

fn bits(vm: &mut Vm, args: &[Value]) -> Outcome {
    let count = vm.index_argument(args, 1)?;
    let Ok(count) = u64::try_from(count) else {
        return Err(vm.value_error("number of bits must be non-negative"));
    };
    if count <= 32 {
        let twister = seeded(vm, args[0])?;
        let number = if count == 0 { 0 } else { twister.word() >> (32 - count) };
        return Ok(Value::small_unchecked(i64::from(number)));
    }
    let words = usize::try_from(count.div_ceil(32)).unwrap_or(usize::MAX);
    vm.heap.reserve(words.saturating_mul(4))?;
    vm.fuel -= words as i64;
    let twister = seeded(vm, args[0])?;
    let mut digits: Vec<u32> = (0..words).map(|_| twister.word()).collect();
    if let Some(last) = digits.last_mut()
        && count % 32 != 0
    {
        *last >>= 32 - count % 32;
    }
    let number = num_bigint::BigInt::from_biguint(Sign::Plus, BigUint::new(digits));
    Ok(vm.heap.big(number))
}

fn get_state(vm: &mut Vm, args: &[Value]) -> Outcome {
    let twister = seeded(vm, args[0])?;
    let words = twister.state.iter().map(|&word| i64::from(word)).chain([twister.next as i64]);
    let state: Vec<Value> = words.map(Value::small_unchecked).collect();
    Ok(vm.heap.tuple(&state))
}

fn set_state(vm: &mut Vm, args: &[Value]) -> Outcome {
    let Some(tuple) = vm.heap.content(args[1]).of(Kind::Tuple) else {
        return Err(vm.type_error("state vector must be a tuple"));
    };
    let items = vm.heap.tuples.get(tuple).to_vec();
    if items.len() != WORDS + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut state = Box::new([0; WORDS]);
    for (word, &item) in state.iter_mut().zip(&items) {
        *word = vm.index(item)? as u32;
    }
    let next = vm.index(items[WORDS])?;
    let Some(next) = usize::try_from(next).ok().filter(|&next| next <= WORDS) else {
        return Err(vm.value_error("invalid state"));
    };
    *twister(vm, args[0])? = Twister { state, next, unseeded: false };
    Ok(Value::NONE)
}
