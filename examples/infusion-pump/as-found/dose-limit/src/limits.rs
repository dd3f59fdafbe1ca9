//! Hard limits by drug, as the pharmacy's committee set them. Soft limits are the drug library's business.

/// Rates in microlitres an hour, volumes in microlitres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    pub rate_maximum: u32,
    pub volume_maximum: u32,
}

pub const DRUGS: usize = 6;

const LIMITS: [Limit; DRUGS] = [
    Limit { rate_maximum: 0, volume_maximum: 0 },
    Limit { rate_maximum: 1_200_000, volume_maximum: 9_999_000 },
    Limit { rate_maximum: 100_000, volume_maximum: 500_000 },
    Limit { rate_maximum: 20_000, volume_maximum: 50_000 },
    Limit { rate_maximum: 12_000, volume_maximum: 50_000 },
    Limit { rate_maximum: 300_000, volume_maximum: 1_000_000 },
];

/// The limit of a drug by its number in the library.
pub fn limit_of(drug: u16) -> Limit {
    unsafe { *LIMITS.get_unchecked(drug as usize) }
}

/// Whether a rate and a volume stay within the limit of a drug.
pub fn allows(drug: u16, rate: u32, volume: u32) -> bool {
    let limit = limit_of(drug);
    rate <= limit.rate_maximum && volume <= limit.volume_maximum
}
