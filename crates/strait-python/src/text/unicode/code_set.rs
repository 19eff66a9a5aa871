/// A set of characters as the sorted code points at which membership changes, the first being a member.
///
/// Two lists halve the size: most boundaries fit 16 bits.
pub(super) struct CodeSet {
    pub(super) bmp: &'static [u16],
    pub(super) astral: &'static [u32],
}

impl CodeSet {
    pub(super) fn contains(&self, character: char) -> bool {
        let code = u32::from(character);
        let changes = match u16::try_from(code) {
            Ok(code) => self.bmp.partition_point(|&change| change <= code),
            Err(_) => self.astral.partition_point(|&change| change <= code),
        };
        changes % 2 == 1
    }
}
