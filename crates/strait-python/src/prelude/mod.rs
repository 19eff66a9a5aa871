//! The library's hidden functions, in Python: what native functions leave to ordinary frames, because it may call a script's
//! code. A name that begins with an underscore is found only by the engine; the others become built-in names.

use crate::vm::{Vm, run::Stop};

/// In the order in which they run. All share one namespace.
const TEXTS: [&str; 22] = [
    include_str!("iteration.py"),
    include_str!("containers.py"),
    include_str!("sets.py"),
    include_str!("comparison.py"),
    include_str!("operators.py"),
    include_str!("sorting.py"),
    include_str!("bytes.py"),
    include_str!("codecs.py"),
    include_str!("printing.py"),
    include_str!("formatting.py"),
    include_str!("percent.py"),
    include_str!("attributes.py"),
    include_str!("classes.py"),
    include_str!("copying.py"),
    include_str!("generics.py"),
    include_str!("exceptions.py"),
    include_str!("patterns.py"),
    include_str!("ranges.py"),
    include_str!("evaluation.py"),
    include_str!("library.py"),
    include_str!("tasks.py"),
    include_str!("imports.py"),
];

/// Runs the prelude; what it defines under a plain name is for scripts too.
pub(crate) fn load(vm: &mut Vm) {
    let before = vm.heap.dicts.get(vm.prelude).len();
    for text in TEXTS {
        let outcome = match vm.start_prelude(text) {
            Ok(()) => vm.run(),
            Err(_) => return,
        };
        debug_assert!(
            matches!(outcome, Stop::Finished(_)),
            "the prelude fails: {}",
            match outcome {
                Stop::Failed(error) => vm.format_error(error),
                _ => String::new(),
            }
        );
    }
    let defined = vm.heap.dicts.get(vm.prelude).iter().skip(before);
    let public: Vec<_> = defined
        .map(|entry| (entry.key, entry.value))
        .filter(|(name, _)| {
            let text = vm.heap.text(*name);
            !text.starts_with('_') || text == "__build_class__" || text == "__import__"
        })
        .collect();
    for (name, value) in public {
        vm.set_name(vm.built_in, name, value);
    }
}
