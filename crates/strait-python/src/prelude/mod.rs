//! The library's hidden functions, in Python: what native functions leave to ordinary frames, because it may call a script's
//! code. A name that begins with an underscore is found only by the engine; the others become built-in names.

use crate::vm::{Vm, run::Stop};

/// Runs the prelude; what it defines under a plain name is for scripts too.
pub(crate) fn load(vm: &mut Vm) {
    let before = vm.heap.dicts.get(vm.prelude).len();
    for text in crate::stdlib::PRELUDE {
        let outcome = match vm.start_prelude(&text.unpack()) {
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
