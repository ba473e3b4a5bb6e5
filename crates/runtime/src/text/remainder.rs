//! What is left of a division, of whole numbers with any number of digits.

/// A divisor, as base 10^9 digits from the lowest; not zero.
pub(super) struct Divisor(Vec<u64>);

const BASE: u64 = 1_000_000_000;

impl Divisor {
    /// Of decimal digits from the highest; none for zero.
    pub(super) fn new(digits: &[u8]) -> Option<Self> {
        let mut limbs: Vec<u64> = digits
            .rchunks(9)
            .map(|chunk| chunk.iter().fold(0, |sum, digit| sum * 10 + u64::from(*digit)))
            .collect();
        trim(&mut limbs);
        (!limbs.is_empty()).then_some(Self(limbs))
    }

    /// Whether it divides the number of these decimal digits, from the highest.
    pub(super) fn divides(&self, digits: impl Iterator<Item = u8>) -> bool {
        match self.0.as_slice() {
            [single] => digits.fold(0, |rest, digit| (rest * 10 + u64::from(digit)) % single) == 0,
            _ => self.divides_by_subtraction(digits),
        }
    }

    /// Schoolbook division: at each digit the rest, ten times as much, holds the divisor nine times at most.
    fn divides_by_subtraction(&self, digits: impl Iterator<Item = u8>) -> bool {
        let mut rest: Vec<u64> = Vec::with_capacity(self.0.len() + 1);
        for digit in digits {
            let mut carry = u64::from(digit);
            for limb in &mut rest {
                let sum = *limb * 10 + carry;
                (*limb, carry) = (sum % BASE, sum / BASE);
            }
            if carry > 0 {
                rest.push(carry);
            }
            while self.is_at_most(&rest) {
                self.subtract_from(&mut rest);
            }
        }
        rest.is_empty()
    }

    fn is_at_most(&self, rest: &[u64]) -> bool {
        let lengths = self.0.len().cmp(&rest.len());
        lengths
            .then_with(|| self.0.iter().rev().cmp(rest.iter().rev()))
            .is_le()
    }

    fn subtract_from(&self, rest: &mut Vec<u64>) {
        let mut borrow = 0;
        let divisor = self.0.iter().copied().chain(std::iter::repeat(0));
        for (limb, part) in rest.iter_mut().zip(divisor) {
            let part = part + borrow;
            borrow = u64::from(*limb < part);
            *limb = *limb + borrow * BASE - part;
        }
        trim(rest);
    }
}

fn trim(limbs: &mut Vec<u64>) {
    while limbs.last() == Some(&0) {
        limbs.pop();
    }
}
