//! The collector: marks what the roots lead to, frees the rest. It runs only between two instructions, when no native
//! function holds a value, so nothing but the machine's own state is a root.

pub(crate) use super::marker::Marker;
use super::{
    CLASS_BESIDES, FIRST_THRESHOLD, Heap, Items, MOST_CHEAP,
    class::{Attributes, Class, Instance},
    dict::Dict,
    marker::PART,
    object::{Big, Descriptor, Exception, Function, Generator, GeneratorState, Iter, TracebackEntry, Wrapper},
    set::Set,
    value::{Kind, Value},
};
use crate::vm::frame::Frame;

/// What an allocation takes beside its bytes.
const ALLOCATED: usize = 16;

impl Heap {
    /// Frees what `roots` does not lead to.
    pub(crate) fn collect(&mut self, roots: Marker) {
        self.begin();
        let mut marker = roots;
        marker.pending.extend(self.names.iter());
        marker.pending.extend(self.shapes.names());
        marker.pending.extend(&self.cleared);
        let names = self.names.capacity() * size_of::<(Box<str>, Value)>() + self.names.len() * ALLOCATED;
        let live = self.reach_all(&mut marker) + names;
        self.clear_weak_references();
        self.sweep();
        if self.account.since >= FIRST_THRESHOLD {
            self.account.cheap = (self.account.cheap + 1).min(MOST_CHEAP);
        }
        self.account.live = live;
        self.account.since = 0;
        self.set_threshold();
        self.leave_room();
    }

    /// Marks what `roots` leads to and frees nothing, to tell what a program still has.
    pub(crate) fn mark_from(&mut self, roots: Marker) {
        self.begin();
        let mut marker = roots;
        self.reach_all(&mut marker);
    }

    /// Marks what is pending and what it leads to, and gives the size of all that.
    fn reach_all(&mut self, marker: &mut Marker) -> usize {
        let mut live = 0;
        loop {
            while let Some(value) = marker.pending.pop() {
                live += self.reach(value, marker);
            }
            let Some((container, place)) = marker.large.pop() else { return live };
            self.reach_part(container, place, marker);
        }
    }

    /// Shows some of a large container's items.
    fn reach_part(&self, container: Value, place: usize, to: &mut Marker) {
        let (index, end) = (container.index(), place.saturating_add(PART));
        let places = match container.kind() {
            Some(Kind::List | Kind::Tuple) => {
                let items = self.items(container).unwrap_or_default();
                to.values(items.get(place..end.min(items.len())).unwrap_or_default());
                items.len()
            }
            Some(Kind::Dict) => {
                let dict = self.dicts.get(index);
                for entry in (place..end).filter_map(|place| dict.at(place)) {
                    to.value(entry.key);
                    to.value(entry.value);
                }
                dict.places()
            }
            _ => return,
        };
        if end < places {
            to.large.push((container, end));
        }
    }

    /// Marks an object, shows what it refers to and gives its size.
    fn reach(&mut self, value: Value, to: &mut Marker) -> usize {
        let index = value.index();
        macro_rules! object {
            ($slab:ident) => {{
                if !self.$slab.mark(index) {
                    return 0;
                }
                self.$slab.get(index)
            }};
        }
        let Some(kind) = value.kind() else { return 0 };
        match kind {
            Kind::Str => size_of::<super::string::Str>() + object!(strs).allocated(),
            Kind::BigInt => size_of::<Big>() + ALLOCATED + object!(bigs).0.bits() as usize / 8,
            Kind::Bytes => size_of::<Box<[u8]>>() + ALLOCATED + object!(byte_strings).len(),
            Kind::ByteArray => size_of::<Vec<u8>>() + ALLOCATED + object!(byte_arrays).capacity(),
            Kind::Tuple => {
                let items = object!(tuples);
                to.some(value, items);
                size_of::<Items>() + if items.spilled() { ALLOCATED + items.len() * 8 } else { 0 }
            }
            Kind::List => {
                let items = object!(lists);
                to.some(value, items);
                size_of::<Vec<Value>>() + ALLOCATED + items.capacity() * 8
            }
            Kind::Dict => {
                let dict = object!(dicts);
                if dict.places() > PART {
                    to.large.push((value, 0));
                } else {
                    for entry in dict.iter() {
                        to.value(entry.key);
                        to.value(entry.value);
                    }
                }
                size_of::<Dict>() + 2 * ALLOCATED + dict.bytes()
            }
            Kind::Set | Kind::FrozenSet => {
                let set = if kind == Kind::Set { object!(sets) } else { object!(frozen_sets) };
                for member in set.iter() {
                    to.value(member.key);
                }
                size_of::<Set>() + ALLOCATED + set.bytes()
            }
            Kind::Range => {
                object!(ranges);
                24
            }
            Kind::Slice => {
                let slice = object!(slices);
                to.values(&[slice.start, slice.stop, slice.step]);
                24
            }
            Kind::Complex => {
                object!(complexes);
                16
            }
            Kind::Function => {
                let function = object!(functions);
                to.value(Value::object(Kind::Dict, function.globals));
                if let Some(code) = &function.code {
                    to.code(code);
                }
                to.values(&function.defaults);
                to.values(&function.closure);
                let options = [
                    function.keyword_defaults,
                    function.name,
                    function.qualified_name,
                    function.annotations,
                    function.type_parameters,
                    function.doc,
                    function.module,
                    function.dict,
                ];
                options.into_iter().for_each(|value| to.option(value));
                size_of::<Function>() + 2 * ALLOCATED + (function.defaults.len() + function.closure.len()) * 8
            }
            Kind::Native => {
                let native = object!(natives);
                to.option(native.owner);
                // An integer beyond the small range, or an empty tuple.
                native.signature.parameters.iter().for_each(|parameter| to.option(parameter.default));
                40
            }
            Kind::Method => {
                let method = object!(methods);
                to.values(&[method.function, method.receiver]);
                16
            }
            Kind::Class => {
                let class = object!(classes);
                to.values(&class.bases);
                to.value(Value::object(Kind::Dict, class.dict));
                to.value(Value::object(Kind::Class, class.metaclass));
                to.option(class.qualified_name);
                class.mro.iter().for_each(|&base| to.value(Value::object(Kind::Class, base)));
                let lists = class.mro.capacity() * size_of::<u32>() + class.bases.len() * 8;
                size_of::<Class>() + CLASS_BESIDES + lists
            }
            Kind::Instance => {
                let instance = object!(instances);
                to.value(Value::object(Kind::Class, instance.class));
                to.option(instance.payload);
                match &instance.attributes {
                    Attributes::Shaped { slots, .. } => {
                        to.values(slots);
                        size_of::<Instance>() + ALLOCATED + slots.capacity() * 8
                    }
                    Attributes::Dict(dict) => {
                        to.value(*dict);
                        size_of::<Instance>()
                    }
                    Attributes::Apart { dict, slots } => {
                        to.values(&[*dict, *slots]);
                        size_of::<Instance>()
                    }
                }
            }
            Kind::Module => {
                to.value(Value::object(Kind::Dict, object!(modules).dict));
                32
            }
            Kind::Cell => {
                to.value(object!(cells).0);
                8
            }
            Kind::Generator => {
                let generator = object!(generators);
                generator.frames.iter().for_each(|frame| to.frame(frame));
                // While it runs they are on the stack, and here is what they were.
                if generator.state != GeneratorState::Running {
                    to.values(&generator.registers);
                }
                to.option(generator.handling);
                to.option(generator.task);
                to.option(generator.name);
                to.option(generator.qualified_name);
                if let Some(code) = &generator.code {
                    to.code(code);
                }
                let frames = generator.frames.capacity() * size_of::<Frame>();
                size_of::<Generator>() + 2 * ALLOCATED + frames + generator.registers.capacity() * 8
            }
            Kind::Iterator => {
                reach_iterator(object!(iterators), to);
                size_of::<Iter>()
            }
            Kind::Code => {
                if let Some(code) = object!(codes) {
                    to.values(&code.constants);
                    to.values(&code.names());
                }
                1024
            }
            Kind::Descriptor => {
                match *object!(descriptors) {
                    Descriptor::Property { get, set, delete, doc, name } => to.values(&[get, set, delete, doc, name]),
                    Descriptor::Static(inner) | Descriptor::Class(inner) | Descriptor::Item { doc: inner, .. } => {
                        to.value(inner)
                    }
                    Descriptor::Slot { name, .. } | Descriptor::Computed { name, .. } => to.value(name),
                    Descriptor::ReadOnly { name, slot, .. } => to.values(&[name, slot]),
                    Descriptor::Empty => {}
                }
                56
            }
            Kind::Exception => {
                let exception = object!(exceptions);
                to.values(&[exception.args, exception.cause, exception.context]);
                to.traceback(&exception.traceback);
                to.option(exception.shown);
                to.values(&exception.fields);
                let traceback = exception.traceback.capacity() * size_of::<TracebackEntry>();
                size_of::<Exception>() + 2 * ALLOCATED + exception.fields.capacity() * 8 + traceback
            }
            Kind::View => {
                to.value(object!(views).dict);
                16
            }
            Kind::MemoryView => {
                to.value(object!(memory_views).object);
                48
            }
            Kind::Super => {
                let object = object!(supers);
                to.value(object.object);
                to.value(Value::object(Kind::Class, object.class));
                to.value(Value::object(Kind::Class, object.object_class));
                24
            }
            Kind::Traceback => {
                let traceback = object!(tracebacks);
                to.traceback(&traceback.entries);
                2 * ALLOCATED + traceback.bytes()
            }
            Kind::Wrapper => {
                match *object!(wrappers) {
                    Wrapper::MappingProxy(inner) | Wrapper::Union { args: inner } => to.value(inner),
                    Wrapper::GenericAlias { origin, args, .. } => to.values(&[origin, args]),
                }
                24
            }
            Kind::Task => object!(tasks).trace(to),
            Kind::Foreign => {
                let foreign = object!(foreigns);
                to.value(Value::object(Kind::Class, foreign.class));
                foreign.object.as_ref().map_or(24, |object| {
                    object.trace(&mut |value| to.value(value));
                    88 + object.bytes()
                })
            }
        }
    }
}

fn reach_iterator(iterator: &Iter, to: &mut Marker) {
    match iterator {
        Iter::Exhausted | Iter::Range { .. } => {}
        Iter::List { list: inner, .. }
        | Iter::Tuple { tuple: inner, .. }
        | Iter::Str { text: inner, .. }
        | Iter::Bytes { bytes: inner, .. }
        | Iter::Dict { dict: inner, .. }
        | Iter::Set { set: inner, .. }
        | Iter::ReversedList { list: inner, .. }
        | Iter::Sequence { object: inner, .. }
        | Iter::ReversedSequence { object: inner, .. } => to.value(*inner),
        Iter::Enumerate { inner, count } => to.values(&[*inner, *count]),
        Iter::Zip { inner, .. } => to.values(inner),
        Iter::Map { function, inner } => {
            to.value(*function);
            to.values(inner);
        }
        Iter::Filter { function, inner } => to.values(&[*function, *inner]),
        Iter::Until { callable, sentinel } => to.values(&[*callable, *sentinel]),
    }
}

macro_rules! for_each_slab {
    ($heap:expr, $slab:ident => $do:expr) => {{
        macro_rules! each {
            ($name:ident) => {{
                let $slab = &mut $heap.$name;
                $do;
            }};
        }
        each!(strs);
        each!(bigs);
        each!(byte_strings);
        each!(byte_arrays);
        each!(tuples);
        each!(lists);
        each!(dicts);
        each!(sets);
        each!(frozen_sets);
        each!(ranges);
        each!(slices);
        each!(complexes);
        each!(functions);
        each!(natives);
        each!(methods);
        each!(classes);
        each!(instances);
        each!(modules);
        each!(cells);
        each!(generators);
        each!(iterators);
        each!(codes);
        each!(descriptors);
        each!(exceptions);
        each!(views);
        each!(memory_views);
        each!(supers);
        each!(tracebacks);
        each!(wrappers);
        each!(tasks);
        each!(foreigns);
    }};
}

impl Heap {
    fn begin(&mut self) {
        for_each_slab!(self, slab => slab.begin_marking());
    }

    fn sweep(&mut self) {
        self.forget_dead_subclasses();
        for_each_slab!(self, slab => slab.sweep());
    }

    /// References that keep nothing alive are cleared when nothing else does.
    fn clear_weak_references(&mut self) {
        for index in 0..self.foreigns.places() as u32 {
            let foreign = self.foreigns.get(index);
            let target = foreign.object.as_ref().and_then(|object| object.weak_target());
            if !self.foreigns.is_marked(index) || target.is_none_or(|target| self.is_reached(target)) {
                continue;
            }
            if let Some(object) = &mut self.foreigns.get_mut(index).object {
                let holder = object.forget_target();
                if holder.is_object() && self.is_reached(holder) {
                    self.cleared.push(holder);
                }
            }
        }
    }

    /// Whether the collection under way has marked an object.
    fn is_reached(&self, value: Value) -> bool {
        let index = value.index();
        let Some(kind) = value.kind() else { return true };
        match kind {
            Kind::Str => self.strs.is_marked(index),
            Kind::BigInt => self.bigs.is_marked(index),
            Kind::Bytes => self.byte_strings.is_marked(index),
            Kind::ByteArray => self.byte_arrays.is_marked(index),
            Kind::Tuple => self.tuples.is_marked(index),
            Kind::List => self.lists.is_marked(index),
            Kind::Dict => self.dicts.is_marked(index),
            Kind::Set => self.sets.is_marked(index),
            Kind::FrozenSet => self.frozen_sets.is_marked(index),
            Kind::Range => self.ranges.is_marked(index),
            Kind::Slice => self.slices.is_marked(index),
            Kind::Complex => self.complexes.is_marked(index),
            Kind::Function => self.functions.is_marked(index),
            Kind::Native => self.natives.is_marked(index),
            Kind::Method => self.methods.is_marked(index),
            Kind::Class => self.classes.is_marked(index),
            Kind::Instance => self.instances.is_marked(index),
            Kind::Module => self.modules.is_marked(index),
            Kind::Cell => self.cells.is_marked(index),
            Kind::Generator => self.generators.is_marked(index),
            Kind::Iterator => self.iterators.is_marked(index),
            Kind::Code => self.codes.is_marked(index),
            Kind::Descriptor => self.descriptors.is_marked(index),
            Kind::Exception => self.exceptions.is_marked(index),
            Kind::View => self.views.is_marked(index),
            Kind::MemoryView => self.memory_views.is_marked(index),
            Kind::Super => self.supers.is_marked(index),
            Kind::Traceback => self.tracebacks.is_marked(index),
            Kind::Wrapper => self.wrappers.is_marked(index),
            Kind::Task => self.tasks.is_marked(index),
            Kind::Foreign => self.foreigns.is_marked(index),
        }
    }

    /// A class does not keep its subclasses alive.
    fn forget_dead_subclasses(&mut self) {
        let live: Vec<bool> = (0..self.classes.places()).map(|index| self.classes.is_marked(index as u32)).collect();
        for index in 0..live.len() {
            if live[index] {
                self.classes.get_mut(index as u32).subclasses.retain(|&subclass| live[subclass as usize]);
            }
        }
    }
}
