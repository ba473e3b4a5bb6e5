use std::hash::Hasher;

/// Hashes where things stand in memory. They are the program's own, so nobody chooses them to collide.
#[derive(Default)]
pub(super) struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_usize(usize::from(*byte)));
    }

    fn write_usize(&mut self, number: usize) {
        // An odd number near 2^64 divided by the golden ratio, which spreads what differs by little.
        self.0 = (self.0.rotate_left(5) ^ number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    /// The upper bits are the mixed ones, and tables look at the lower ones first.
    fn finish(&self) -> u64 {
        self.0.rotate_left(32)
    }
}
