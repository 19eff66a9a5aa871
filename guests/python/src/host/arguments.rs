//! The arguments of a call, each as what it has to be.

use strait_guest::abi::Handle;
use strait_python::{Data, HostError};

/// The arguments of one call.
pub(super) struct Arguments<'a> {
    function: &'static str,
    values: &'a [Data],
}

impl<'a> Arguments<'a> {
    pub(super) fn new(function: &'static str, values: &'a [Data]) -> Self {
        Self { function, values }
    }

    pub(super) fn value(&self, place: usize) -> &'a Data {
        self.values.get(place).unwrap_or(&Data::None)
    }

    fn wrong<T>(&self, place: usize, wanted: &str) -> Result<T, HostError> {
        let message = format!("{}() argument {} must be {wanted}", self.function, place + 1);
        Err(HostError::new("TypeError", message))
    }

    pub(super) fn text(&self, place: usize) -> Result<&'a str, HostError> {
        match self.value(place) {
            Data::Str(text) => Ok(text),
            _ => self.wrong(place, "str"),
        }
    }

    pub(super) fn optional_text(&self, place: usize) -> Result<Option<&'a str>, HostError> {
        match self.value(place) {
            Data::None => Ok(None),
            _ => self.text(place).map(Some),
        }
    }

    pub(super) fn texts(&self, place: usize) -> Result<Vec<&'a str>, HostError> {
        let Data::List(items) = self.value(place) else { return self.wrong(place, "a list of str") };
        let text = |item: &'a Data| match item {
            Data::Str(text) => Ok(text.as_str()),
            _ => self.wrong(place, "a list of str"),
        };
        items.iter().map(text).collect()
    }

    /// Bytes; of a text, its UTF-8.
    pub(super) fn bytes(&self, place: usize) -> Result<&'a [u8], HostError> {
        match self.value(place) {
            Data::Bytes(bytes) => Ok(bytes),
            Data::Str(text) => Ok(text.as_bytes()),
            _ => self.wrong(place, "bytes"),
        }
    }

    pub(super) fn optional_bytes(&self, place: usize) -> Result<Option<&'a [u8]>, HostError> {
        match self.value(place) {
            Data::None => Ok(None),
            _ => self.bytes(place).map(Some),
        }
    }

    pub(super) fn flag(&self, place: usize) -> Result<bool, HostError> {
        match self.value(place) {
            Data::Bool(flag) => Ok(*flag),
            _ => self.wrong(place, "bool"),
        }
    }

    pub(super) fn handle(&self, place: usize) -> Result<Handle, HostError> {
        self.number(place, "a handle")
    }

    pub(super) fn optional_handle(&self, place: usize) -> Result<Option<Handle>, HostError> {
        match self.value(place) {
            Data::None => Ok(None),
            _ => self.handle(place).map(Some),
        }
    }

    /// An integer that fits what the host is told it in.
    pub(super) fn number<T: TryFrom<i64>>(&self, place: usize, wanted: &str) -> Result<T, HostError> {
        let number = match self.value(place) {
            Data::Int(number) => T::try_from(*number).ok(),
            _ => None,
        };
        number.map_or_else(|| self.wrong(place, wanted), Ok)
    }

    pub(super) fn optional_number<T: TryFrom<i64>>(&self, place: usize, wanted: &str) -> Result<Option<T>, HostError> {
        match self.value(place) {
            Data::None => Ok(None),
            _ => self.number(place, wanted).map(Some),
        }
    }

    pub(super) fn port(&self, place: usize) -> Result<u16, HostError> {
        self.number(place, "a port, 0 to 65535")
    }
}
