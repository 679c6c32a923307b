//! WAV: a format that can be played, and samples as many as it says.

use super::{Broken, Measured, little, part};

/// PCM, floating point, A-law, µ-law, and the extended header that names one of them.
const FORMATS: [u16; 5] = [1, 3, 6, 7, 0xfffe];

pub(super) fn measured(bytes: &[u8]) -> Result<Measured, Broken> {
    let (mut at, mut bytes_a_second) = (12, None);
    loop {
        let name = part(bytes, at, 4)?;
        let length = usize::try_from(little(bytes, at + 4)?).map_err(|_| Broken::Damaged)?;
        let body = part(bytes, at + 8, length)?;
        match name {
            b"fmt " => bytes_a_second = Some(format(body)?),
            b"data" => {
                let rate = bytes_a_second.ok_or(Broken::Damaged)?;
                return match length {
                    0 => Err(Broken::Empty),
                    length => Ok(Measured::recording(length as u64 * 1000 / u64::from(rate))),
                };
            }
            _ => {}
        }
        // Chunks begin at even places.
        at += 8 + length + length % 2;
    }
}

fn format(body: &[u8]) -> Result<u32, Broken> {
    let head = part(body, 0, 16)?;
    let two = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
    let (kind, channels, block) = (two(0), two(2), two(12));
    let (samples, rate) = (little(head, 4)?, little(head, 8)?);
    let fits = FORMATS.contains(&kind)
        && (1..=8).contains(&channels)
        && block > 0
        && samples > 0
        && u64::from(samples) * u64::from(block) == u64::from(rate);
    fits.then_some(rate).ok_or(Broken::Damaged)
}
