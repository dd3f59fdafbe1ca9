//! Hard limits by drug, as the pharmacy's committee set them. Soft limits are the drug library's business.

/// Rates in microlitres an hour, volumes in microlitres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    pub rate_maximum: u32,
    pub volume_maximum: u32,
}

/// By number in the drug library. Number 0 stands for no drug, and allows nothing.
const LIMITS: [Limit; 6] = [
    Limit { rate_maximum: 0, volume_maximum: 0 },
    Limit { rate_maximum: 1_200_000, volume_maximum: 9_999_000 },
    Limit { rate_maximum: 100_000, volume_maximum: 500_000 },
    Limit { rate_maximum: 20_000, volume_maximum: 50_000 },
    Limit { rate_maximum: 12_000, volume_maximum: 50_000 },
    Limit { rate_maximum: 300_000, volume_maximum: 1_000_000 },
];

/// Whether a rate and a volume stay within the limit of a drug. A drug without a limit is never allowed.
pub fn allows(drug: u16, rate: u32, volume: u32) -> bool {
    LIMITS.get(usize::from(drug)).is_some_and(|limit| {
        rate > 0 && volume > 0 && rate <= limit.rate_maximum && volume <= limit.volume_maximum
    })
}

#[cfg(test)]
mod tests {
    use super::allows;

    #[test]
    fn allows_up_to_the_limit_and_not_beyond() {
        assert!(allows(3, 20_000, 50_000));
        assert!(!allows(3, 20_001, 50_000));
        assert!(!allows(3, 20_000, 50_001));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(!allows(0, 1, 1));
        assert!(!allows(6, 1, 1));
        assert!(!allows(u16::MAX, 1, 1));
    }

    #[test]
    fn refuses_nothing_at_all() {
        assert!(!allows(1, 0, 1));
        assert!(!allows(1, 1, 0));
    }
}
