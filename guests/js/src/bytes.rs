//! The bytes behind a JavaScript value: a string in UTF-8, an `ArrayBuffer`, or a view's window on one.

use std::{borrow::Cow, ffi::c_char};

use rquickjs::{Ctx, Exception, FromJs, Object, Result, Value, qjs};

/// Bytes borrowed from a JavaScript value for the length of one native call.
pub(crate) enum Bytes<'js> {
    /// `undefined` or `null`: no bytes, and not even an empty value.
    None,
    /// A string's UTF-8 form, owned by the engine until dropped.
    Text(Text<'js>),
    /// A window on a buffer, which `owner` keeps alive.
    Buffer { owner: Value<'js>, pointer: *const u8, length: usize },
}

impl Bytes<'_> {
    /// The bytes. They are valid only until script code runs, which could detach the buffer.
    pub(crate) fn as_slice(&self) -> &[u8] {
        match self {
            Self::None => &[],
            Self::Text(text) => text.as_bytes(),
            // SAFETY: pointer and length were taken from the live buffer of `owner` when the value was converted, and a
            // native function takes its bytes before it lets any script code run.
            Self::Buffer { pointer, length, .. } if *length > 0 => unsafe {
                std::slice::from_raw_parts(*pointer, *length)
            },
            Self::Buffer { owner, .. } => {
                debug_assert!(owner.is_object());
                &[]
            }
        }
    }

    /// The bytes, unless the value was `undefined` or `null`.
    pub(crate) fn as_option(&self) -> Option<&[u8]> {
        (!matches!(self, Self::None)).then(|| self.as_slice())
    }
}

impl<'js> FromJs<'js> for Bytes<'js> {
    fn from_js(ctx: &Ctx<'js>, value: Value<'js>) -> Result<Self> {
        if value.is_undefined() || value.is_null() {
            return Ok(Self::None);
        }
        if value.is_string() {
            return Text::new(ctx, value).map(Self::Text);
        }
        if let Some(object) = value.as_object()
            && let Some((pointer, length)) = window(ctx, object)?
        {
            return Ok(Self::Buffer { owner: value, pointer, length });
        }
        Err(Exception::throw_type(ctx, "expected a string, an ArrayBuffer or a view on one"))
    }
}

/// Where the bytes of a buffer or view are; nothing when the object is neither.
fn window<'js>(ctx: &Ctx<'js>, object: &Object<'js>) -> Result<Option<(*const u8, usize)>> {
    let context = ctx.as_raw().as_ptr();
    let raw = object.as_value().as_raw();
    // SAFETY: context and value are alive for the whole function; each call takes the value without consuming it, and
    // the buffer value that `JS_GetTypedArrayBuffer` returns is freed once.
    unsafe {
        if qjs::JS_IsArrayBuffer(raw) {
            return Ok(Some(buffer_window(context, raw)));
        }
        if qjs::JS_GetTypedArrayType(raw) >= 0 {
            let (mut offset, mut length, mut element) = (0, 0, 0);
            let buffer = qjs::JS_GetTypedArrayBuffer(context, raw, &mut offset, &mut length, &mut element);
            if qjs::JS_IsException(buffer) {
                return Err(rquickjs::Error::Exception);
            }
            let (pointer, available) = buffer_window(context, buffer);
            qjs::JS_FreeValue(context, buffer);
            let (offset, length) = (offset as usize, length as usize);
            return match offset.checked_add(length) {
                Some(end) if end <= available => Ok(Some((pointer.wrapping_add(offset), length))),
                _ => Ok(Some((pointer, 0))),
            };
        }
    }
    data_view_window(ctx, object)
}

/// `DataView` has no counterpart in the engine's interface, so its window is read from its properties.
fn data_view_window<'js>(ctx: &Ctx<'js>, object: &Object<'js>) -> Result<Option<(*const u8, usize)>> {
    let view: Object<'js> = ctx.globals().get("DataView")?;
    if !object.is_instance_of(&view) {
        return Ok(None);
    }
    let buffer: Value<'js> = object.get("buffer")?;
    let (offset, length): (usize, usize) = (object.get("byteOffset")?, object.get("byteLength")?);
    // SAFETY: both values are alive.
    let (pointer, available) = unsafe { buffer_window(ctx.as_raw().as_ptr(), buffer.as_raw()) };
    Ok(match offset.checked_add(length) {
        Some(end) if end <= available => Some((pointer.wrapping_add(offset), length)),
        _ => Some((pointer, 0)),
    })
}

/// Pointer and length of an `ArrayBuffer`; a detached one is empty.
///
/// # Safety
///
/// `context` and `buffer` must be alive.
unsafe fn buffer_window(context: *mut qjs::JSContext, buffer: qjs::JSValue) -> (*const u8, usize) {
    let mut length = 0;
    // SAFETY: as this function's own contract.
    let pointer = unsafe { qjs::JS_GetArrayBuffer(context, &mut length, buffer) };
    if pointer.is_null() {
        // SAFETY: as above. A detached buffer leaves an exception behind, which is taken back.
        unsafe { qjs::JS_FreeValue(context, qjs::JS_GetException(context)) };
        return (std::ptr::null(), 0);
    }
    (pointer, length as usize)
}

/// A string's bytes in UTF-8; lone surrogates become U+FFFD. For an ASCII string the engine lends its own bytes.
pub(crate) struct Text<'js> {
    ctx: Ctx<'js>,
    pointer: *const c_char,
    length: usize,
}

impl<'js> Text<'js> {
    pub(crate) fn new(ctx: &Ctx<'js>, value: Value<'js>) -> Result<Self> {
        let mut length = 0;
        // SAFETY: context and value are alive.
        let pointer = unsafe { qjs::JS_ToCStringLen(ctx.as_raw().as_ptr(), &mut length, value.as_raw()) };
        if pointer.is_null() {
            return Err(rquickjs::Error::Exception);
        }
        Ok(Self { ctx: ctx.clone(), pointer, length })
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        // SAFETY: the engine keeps the bytes until `drop` gives them back.
        unsafe { std::slice::from_raw_parts(self.pointer.cast(), self.length) }
    }

    /// The text. The engine writes a lone surrogate as three bytes that are not UTF-8, ED A0 80 to ED BF BF; it becomes one U+FFFD.
    pub(crate) fn as_str(&self) -> Cow<'_, str> {
        let bytes = self.as_bytes();
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Cow::Borrowed(text);
        }
        let mut replaced = bytes.to_vec();
        for at in 0..replaced.len().saturating_sub(2) {
            if replaced[at] == 0xed && replaced[at + 1] >= 0xa0 {
                replaced[at..at + 3].copy_from_slice("\u{fffd}".as_bytes());
            }
        }
        Cow::Owned(String::from_utf8_lossy(&replaced).into_owned())
    }
}

impl Drop for Text<'_> {
    fn drop(&mut self) {
        // SAFETY: the pointer came from `JS_ToCStringLen` on this context and is given back once.
        unsafe { qjs::JS_FreeCString(self.ctx.as_raw().as_ptr(), self.pointer) };
    }
}

impl<'js> FromJs<'js> for Text<'js> {
    fn from_js(ctx: &Ctx<'js>, value: Value<'js>) -> Result<Self> {
        Self::new(ctx, value)
    }
}
