//! Operators: built-in operands first, then the special methods of scripts, in Python's order.

use std::cmp::Ordering;

use super::{
    Vm,
    frame::Then,
    native::{Check, Escape, Outcome},
};
use crate::{
    compile::op::{BinaryOperator, Comparison, UnaryOperator},
    heap::{
        Heap,
        value::{Kind, Value},
    },
};

/// The same, as names of the heap.
pub(super) type OperatorNames = [[Value; 3]; 13];

/// The names of the comparisons' special methods, in the order of `Comparison::ALL`.
pub(super) type ComparisonNames = [Value; 6];

pub(super) fn comparison_names(heap: &mut Heap) -> ComparisonNames {
    Comparison::ALL.map(|comparison| heap.name(comparison.special()))
}

/// Makes the names of the operators' special methods.
pub(super) fn operator_names(heap: &mut Heap) -> OperatorNames {
    SPECIAL.map(|names| names.map(|name| heap.name(name)))
}

/// Names of the special methods: plain, reflected, in place; by operator.
const SPECIAL: [[&str; 3]; 13] = [
    ["__add__", "__radd__", "__iadd__"],
    ["__sub__", "__rsub__", "__isub__"],
    ["__mul__", "__rmul__", "__imul__"],
    ["__truediv__", "__rtruediv__", "__itruediv__"],
    ["__floordiv__", "__rfloordiv__", "__ifloordiv__"],
    ["__mod__", "__rmod__", "__imod__"],
    ["__pow__", "__rpow__", "__ipow__"],
    ["__lshift__", "__rlshift__", "__ilshift__"],
    ["__rshift__", "__rrshift__", "__irshift__"],
    ["__and__", "__rand__", "__iand__"],
    ["__or__", "__ror__", "__ior__"],
    ["__xor__", "__rxor__", "__ixor__"],
    ["__matmul__", "__rmatmul__", "__imatmul__"],
];

impl Vm {
    // --- binary ------------------------------------------------------------------------------------------------------

    /// Does the binary operator that the top frame stands at.
    pub(crate) fn begin_binary(&mut self, x: u8, left: Value, right: Value) -> Outcome<()> {
        if let Some(value) = self.medium_binary(x, left, right) {
            return self.operator_done(value);
        }
        if !self.has_methods(left) && !self.has_methods(right) {
            match self.binary(x, left, right) {
                Ok(Some(value)) => return self.operator_done(value),
                Ok(None) => return Err(self.unsupported(x, left, right)),
                Err(Escape::Bail | Escape::Drain(_) | Escape::Index(_)) => {
                    let symbol = self.operator_symbol(x);
                    return self.bail("_operate", &[symbol, left, right], Then::Operator(u8::MAX - 1));
                }
                Err(escape) => return self.answer(escape, Then::Operator(u8::MAX - 1)),
            }
        }
        self.binary_from(0, x, left, right)
    }

    /// An operator as the prelude names it: `+`, `+=`.
    pub(crate) fn operator_symbol(&mut self, x: u8) -> Value {
        let symbol = BinaryOperator::ALL.get(usize::from(x % BinaryOperator::IN_PLACE)).map_or("", |op| op.symbol());
        let equals = if x >= BinaryOperator::IN_PLACE { "=" } else { "" };
        self.heap.name(&format!("{symbol}{equals}"))
    }

    /// Whether an operator joins or repeats a sequence: then methods of the other operand are asked before.
    pub(crate) fn joins(&self, x: u8, value: Value) -> bool {
        let operator = BinaryOperator::ALL.get(usize::from(x % BinaryOperator::IN_PLACE));
        matches!(operator, Some(BinaryOperator::Add | BinaryOperator::Multiply))
            && matches!(
                self.heap.content(value).kind(),
                Some(Kind::Str | Kind::List | Kind::Tuple | Kind::Bytes | Kind::ByteArray)
            )
    }

    /// Whether a value is of a class of a script.
    fn has_methods(&self, value: Value) -> bool {
        matches!(value.kind(), Some(Kind::Instance | Kind::Foreign)) || {
            match value.of(Kind::Class) {
                Some(class) => self.heap.classes.get(class).metaclass != self.classes.type_,
                None => false,
            }
        }
    }

    /// Asks the special methods from number `stage` on: in place, the left one's, the right one's.
    pub(crate) fn binary_from(&mut self, stage: u8, x: u8, left: Value, right: Value) -> Outcome<()> {
        let Some(&[plain_name, reflected_name, in_place_name]) =
            self.operators.get(usize::from(x % BinaryOperator::IN_PLACE))
        else {
            return Err(self.unsupported(x, left, right));
        };
        let (left_class, right_class) = (self.class_of(left), self.class_of(right));
        let is_in_place = x >= BinaryOperator::IN_PLACE;
        // A derived class's reflected method comes before its base's plain one.
        let right_method = if left_class == right_class { None } else { self.lookup(right_class, reflected_name) };
        let right_first = right_method.is_some()
            && self.is_subclass(right_class, left_class)
            && right_method != self.lookup(left_class, reflected_name);
        let order: [(u8, bool); 4] = if right_first {
            [(0, true), (1, false), (2, true), (3, true)]
        } else {
            [(0, true), (1, true), (2, false), (3, true)]
        };
        for (candidate, _) in order.iter().filter(|(candidate, _)| *candidate >= stage) {
            let (method, arguments): (_, [Value; 2]) = match candidate {
                0 if is_in_place => (self.lookup(left_class, in_place_name), [left, right]),
                1 if right_first => (right_method, [right, left]),
                1 => (self.lookup(left_class, plain_name), [left, right]),
                2 if right_first => (self.lookup(left_class, plain_name), [left, right]),
                2 => (right_method, [right, left]),
                _ => continue,
            };
            let Some(method) = method else { continue };
            if method.is(Kind::Native) && self.joins(x, arguments[0]) {
                continue;
            }
            return self.invoke(method, &arguments, &[], Then::Operator(*candidate));
        }
        if !self.joins(x, left) && !self.joins(x, right) {
            return Err(self.unsupported(x, left, right));
        }
        match self.binary(x, left, right) {
            Ok(Some(value)) => self.operator_done(value),
            Ok(None) => Err(self.unsupported(x, left, right)),
            Err(Escape::Bail | Escape::Drain(_) | Escape::Index(_)) => {
                let symbol = self.operator_symbol(x);
                self.bail("_operate", &[symbol, left, right], Then::Operator(u8::MAX - 1))
            }
            Err(escape) => self.answer(escape, Then::Operator(u8::MAX - 1)),
        }
    }

    pub(crate) fn unsupported(&mut self, x: u8, left: Value, right: Value) -> Escape {
        let Some(operator) = BinaryOperator::ALL.get(usize::from(x % BinaryOperator::IN_PLACE)) else {
            return self.type_error("unsupported operation");
        };
        let symbol = match (operator, x >= BinaryOperator::IN_PLACE) {
            (BinaryOperator::Power, false) => "** or pow()".to_owned(),
            (operator, true) => format!("{}=", operator.symbol()),
            (operator, false) => operator.symbol().to_owned(),
        };
        // Joining a sequence with something else has words of its own.
        if *operator == BinaryOperator::Add {
            let name = self.type_name(right).to_owned();
            let message = match self.heap.content(left).kind() {
                Some(Kind::Str) => Some(format!("can only concatenate str (not \"{name}\") to str")),
                Some(Kind::List) if x < BinaryOperator::IN_PLACE => {
                    Some(format!("can only concatenate list (not \"{name}\") to list"))
                }
                Some(Kind::Tuple) => Some(format!("can only concatenate tuple (not \"{name}\") to tuple")),
                Some(Kind::Bytes) => Some(format!("can't concat {name} to bytes")),
                Some(Kind::ByteArray) => Some(format!("can't concat {name} to bytearray")),
                _ => None,
            };
            if let Some(message) = message {
                return self.type_error(message);
            }
        }
        if *operator == BinaryOperator::Multiply {
            let is_sequence = |kind: Option<Kind>| {
                matches!(kind, Some(Kind::Str | Kind::List | Kind::Tuple | Kind::Bytes | Kind::ByteArray))
            };
            let (l, r) = (self.heap.content(left).kind(), self.heap.content(right).kind());
            if is_sequence(l) || is_sequence(r) {
                let other = if is_sequence(l) { right } else { left };
                let message = format!("can't multiply sequence by non-int of type '{}'", self.type_name(other));
                return self.type_error(message);
            }
        }
        let message = format!(
            "unsupported operand type(s) for {symbol}: '{}' and '{}'",
            self.type_name(left),
            self.type_name(right)
        );
        self.type_error(message)
    }

    /// A binary operator on built-in values; `None` where it is not defined.
    pub(crate) fn binary(&mut self, x: u8, left: Value, right: Value) -> Outcome<Option<Value>> {
        let Some(&operator) = BinaryOperator::ALL.get(usize::from(x % BinaryOperator::IN_PLACE)) else {
            return Ok(None);
        };
        if let (Some(l), Some(r)) = (self.number_of(left), self.number_of(right)) {
            let both_bool = left.is_bool() && right.is_bool();
            let value = self.arithmetic(operator, &l, &r)?;
            let is_logic = matches!(operator, BinaryOperator::And | BinaryOperator::Or | BinaryOperator::Xor);
            return Ok(match value {
                Some(value) if both_bool && is_logic => Some(Value::bool(value != Value::small_unchecked(0))),
                value => value,
            });
        }
        crate::builtins::sequence_operator(self, operator, x >= BinaryOperator::IN_PLACE, left, right)
    }

    pub(crate) fn unary(&mut self, x: u8, operand: Value) -> Outcome {
        let operator = UnaryOperator::ALL[usize::from(x) % 3];
        if operand.is(Kind::Instance) {
            let class = self.class_of(operand);
            let name = match operator {
                UnaryOperator::Negative => self.names.neg,
                UnaryOperator::Positive => self.names.pos,
                UnaryOperator::Invert => self.names.invert,
            };
            if let Some(method) = self.lookup_own(class, name) {
                return Err(Escape::call(method, &[operand]));
            }
        }
        use super::number::Number;
        let result = match (operator, self.number_of(operand)) {
            (UnaryOperator::Negative, Some(Number::Small(value))) => Some(Number::Small(-value)),
            (UnaryOperator::Negative, Some(Number::Big(value))) => Some(Number::Big(-value)),
            (UnaryOperator::Negative, Some(Number::Float(value))) => Some(Number::Float(-value)),
            (UnaryOperator::Negative, Some(Number::Complex(value))) => {
                Some(Number::Complex(crate::heap::object::Complex { real: -value.real, imag: -value.imag }))
            }
            (UnaryOperator::Positive, Some(number)) => Some(number),
            (UnaryOperator::Invert, Some(Number::Small(value))) => Some(Number::Small(!value)),
            (UnaryOperator::Invert, Some(Number::Big(value))) => Some(Number::Big(-value - 1)),
            _ => None,
        };
        match result {
            Some(number) => Ok(self.new_number(number)),
            None => {
                let symbol = match operator {
                    UnaryOperator::Negative => "-",
                    UnaryOperator::Positive => "+",
                    UnaryOperator::Invert => "~",
                };
                let message = format!("bad operand type for unary {symbol}: '{}'", self.type_name(operand));
                Err(self.type_error(message))
            }
        }
    }

    // --- comparison --------------------------------------------------------------------------------------------------

    /// A comparison of built-in values; gives up where a script's method must be asked.
    pub(crate) fn compare(&mut self, comparison: Comparison, left: Value, right: Value) -> Outcome {
        if left.is_small() && right.is_small() {
            return Ok(Value::bool(holds(comparison, left.small_bits().cmp(&right.small_bits()))));
        }
        match comparison {
            Comparison::Equal | Comparison::NotEqual => {
                let is_own = |vm: &Self, value| vm.has_methods(value) || vm.own_mapping(value).is_some();
                if is_own(self, left) || is_own(self, right) {
                    return Err(Escape::Bail);
                }
                let equal = self.leaf_equal(left, right)?;
                Ok(Value::bool(equal == (comparison == Comparison::Equal)))
            }
            _ => {
                if self.has_methods(left) || self.has_methods(right) {
                    return Err(Escape::Bail);
                }
                match self.order(left, right, 0)? {
                    Some(Some(order)) => Ok(Value::bool(holds(comparison, order))),
                    // A NaN is neither less nor greater.
                    Some(None) => Ok(Value::FALSE),
                    None => match crate::builtins::set_comparison(self, comparison, left, right)? {
                        Some(result) => Ok(Value::bool(result)),
                        None => Err(self.not_ordered(comparison, left, right)),
                    },
                }
            }
        }
    }

    fn not_ordered(&mut self, comparison: Comparison, left: Value, right: Value) -> Escape {
        let message = format!(
            "'{}' not supported between instances of '{}' and '{}'",
            comparison.symbol(),
            self.type_name(left),
            self.type_name(right)
        );
        self.type_error(message)
    }

    /// The order of two built-in values: `None` if they have none, `Some(None)` if one is a NaN.
    pub(crate) fn order(&mut self, left: Value, right: Value, depth: u32) -> Outcome<Option<Option<Ordering>>> {
        if let (Some(l), Some(r)) = (self.number_of(left), self.number_of(right)) {
            let is_complex =
                matches!(l, super::number::Number::Complex(_)) || matches!(r, super::number::Number::Complex(_));
            return Ok(if is_complex { None } else { Some(l.compare(&r)) });
        }
        let (l, r) = (self.heap.content(left), self.heap.content(right));
        let (Some(one), Some(other)) = (l.kind(), r.kind()) else { return Ok(None) };
        match (one, other) {
            // UTF-8 has the order of code points.
            (Kind::Str, Kind::Str) => Ok(Some(Some(self.heap.text(l).cmp(self.heap.text(r))))),
            (Kind::Bytes, Kind::Bytes) | (Kind::ByteArray, _) | (_, Kind::ByteArray) => {
                Ok(self.buffer(l).and_then(|l| Some(Some(l.cmp(&self.buffer(r)?)))))
            }
            (Kind::List, Kind::List) | (Kind::Tuple, Kind::Tuple) => self.order_items(l, r, depth),
            (Kind::Slice, Kind::Slice) => {
                let [l, r] = [l, r].map(|side| {
                    let slice = *self.heap.slices.get(side.index());
                    self.heap.tuple(&[slice.start, slice.stop, slice.step])
                });
                self.order_items(l, r, depth)
            }
            _ => Ok(None),
        }
    }

    fn order_items(&mut self, left: Value, right: Value, depth: u32) -> Outcome<Option<Option<Ordering>>> {
        if depth > 200 {
            return Err(self.error(self.classes.recursion_error, "maximum recursion depth exceeded in comparison"));
        }
        let left = self.heap.items(left).map(<[Value]>::to_vec).unwrap_or_default();
        let right = self.heap.items(right).map(<[Value]>::to_vec).unwrap_or_default();
        for (&l, &r) in left.iter().zip(&right) {
            if l == r || self.leaf_equal(l, r)? {
                continue;
            }
            if self.has_methods(l) || self.has_methods(r) {
                return Err(Escape::Bail);
            }
            return match self.order(l, r, depth + 1)? {
                Some(order) => Ok(Some(order)),
                // Let the general way say which items have no order.
                None => Err(Escape::Bail),
            };
        }
        Ok(Some(Some(left.len().cmp(&right.len()))))
    }

    /// Does the comparison that the top frame stands at, when a script's method must be asked.
    pub(crate) fn begin_compare(&mut self, comparison: Comparison, left: Value, right: Value) -> Outcome<()> {
        if !self.has_methods(left) && !self.has_methods(right) {
            // Containers of a script's objects.
            let symbol = self.comparisons[comparison as usize];
            return self.bail("_compare", &[symbol, left, right], Then::Operator(u8::MAX - 1));
        }
        self.compare_from(0, comparison, left, right)
    }

    /// Asks the special methods from number `stage` on.
    pub(crate) fn compare_from(&mut self, stage: u8, comparison: Comparison, left: Value, right: Value) -> Outcome<()> {
        let [left, right] = [left, right].map(|value| self.own_mapping(value).unwrap_or(value));
        let (left_class, right_class) = (self.class_of(left), self.class_of(right));
        let plain = self.comparisons[comparison as usize];
        let reflected = self.comparisons[comparison.reflected() as usize];
        let right_first = left_class != right_class
            && self.is_subclass(right_class, left_class)
            && self.lookup_own(right_class, reflected).is_some();
        let candidates = if right_first {
            [(right_class, reflected, [right, left]), (left_class, plain, [left, right])]
        } else {
            [(left_class, plain, [left, right]), (right_class, reflected, [right, left])]
        };
        for (candidate, (class, name, arguments)) in candidates.into_iter().enumerate() {
            if candidate < usize::from(stage) {
                continue;
            }
            let Some(method) = self.lookup(class, name).filter(|method| !method.is_none()) else { continue };
            return self.invoke(method, &arguments, &[], Then::Operator(candidate as u8));
        }
        match comparison {
            Comparison::Equal => self.operator_done(Value::bool(left == right)),
            Comparison::NotEqual => self.operator_done(Value::bool(left != right)),
            _ => Err(self.not_ordered(comparison, left, right)),
        }
    }

    // --- containment -------------------------------------------------------------------------------------------------

    /// `item in container`.
    pub(crate) fn contains(&mut self, container: Value, item: Value) -> Outcome<bool> {
        let class = self.class_of(container);
        if container.is(Kind::Instance) || container.is(Kind::Foreign) || container.is(Kind::Class) {
            let names = self.names;
            let is_own = self.lookup_own(class, names.contains).is_some();
            let content = self.heap.content(container);
            if is_own || content == container || content.is(Kind::Exception) {
                if let Some(method) = self.lookup(class, names.contains) {
                    if method.is_none() {
                        let message = format!("'{}' object is not a container", self.type_name(container));
                        return Err(self.type_error(message));
                    }
                    return Err(Escape::call(method, &[container, item]));
                }
                if self.lookup(class, names.iter).is_some() || self.lookup(class, names.getitem).is_some() {
                    return Err(self.prelude_call("_contains", &[container, item]));
                }
                let message = format!("argument of type '{}' is not iterable", self.type_name(container));
                return Err(self.type_error(message));
            }
            return self.contains(content, item);
        }
        match crate::builtins::contains(self, container, item) {
            Err(Escape::Bail) => Err(self.prelude_call("_contains", &[container, item])),
            other => other,
        }
    }

    /// The integer that an argument of a native function is; one with `__index__` is asked for it first.
    pub(crate) fn index_argument(&mut self, arguments: &[Value], place: usize) -> Outcome<i64> {
        let value = arguments[place];
        if let Some(number) = value.as_small() {
            return Ok(number);
        }
        match self.index(value) {
            Err(Escape::Call(_)) => Err(Escape::Index(place)),
            Err(Escape::Raise(error)) if self.is_instance(error, self.classes.index_error) => {
                Err(self.overflow_error("Python int too large to convert to C ssize_t"))
            }
            other => other,
        }
    }

    /// A value's integer, as an index: of an `int`, or of what `__index__` gives.
    pub(crate) fn index(&mut self, value: Value) -> Outcome<i64> {
        if let Some(number) = value.as_small() {
            return Ok(number);
        }
        match self.integer_of(value) {
            Some(number) => match num_traits::ToPrimitive::to_i64(&number) {
                Some(number) => Ok(number),
                None => {
                    let message = format!("cannot fit '{}' into an index-sized integer", self.type_name(value));
                    Err(self.index_error(message))
                }
            },
            None => {
                let class = self.class_of(value);
                if let Some(method) = self.lookup_own(class, self.names.index) {
                    return Err(Escape::call_checked(method, &[value], Check::Index));
                }
                let message = format!("'{}' object cannot be interpreted as an integer", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }
}

pub(crate) fn holds(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Less => order.is_lt(),
        Comparison::LessEqual => order.is_le(),
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterEqual => order.is_ge(),
    }
}
