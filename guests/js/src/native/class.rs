//! Rust types whose instances the JavaScript library holds.

/// Makes a Rust type, which must hold no JavaScript value, a class that only Rust makes instances of, with these methods.
macro_rules! native_class {
    ($type:ty, $name:literal, { $($method:literal: $function:path),* $(,)? }) => {
        impl<'js> rquickjs::class::Trace<'js> for $type {
            fn trace<'a>(&self, _tracer: rquickjs::class::Tracer<'a, 'js>) {}
        }

        // SAFETY: the type holds no JavaScript value, so it is the same for every lifetime of the engine.
        unsafe impl<'js> rquickjs::JsLifetime<'js> for $type {
            type Changed<'to> = $type;
        }

        impl<'js> rquickjs::class::JsClass<'js> for $type {
            const NAME: &'static str = $name;
            type Mutable = rquickjs::class::Writable;

            fn prototype(ctx: &rquickjs::Ctx<'js>) -> rquickjs::Result<Option<rquickjs::Object<'js>>> {
                let prototype = rquickjs::Object::new(ctx.clone())?;
                $(prototype.set($method, rquickjs::function::Func::from($function))?;)*
                Ok(Some(prototype))
            }

            fn constructor(
                _ctx: &rquickjs::Ctx<'js>,
            ) -> rquickjs::Result<Option<rquickjs::function::Constructor<'js>>> {
                Ok(None)
            }
        }
    };
}

pub(super) use native_class;
