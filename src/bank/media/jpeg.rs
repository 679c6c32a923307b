//! JPEG: segments up to the end of the image, with a frame, tables and at least one scan.

use super::{Broken, Measured, part};

pub(super) fn measured(bytes: &[u8]) -> Result<Measured, Broken> {
    let (mut at, mut size, mut scans) = (2, None, 0_u32);
    loop {
        let marker = part(bytes, at, 2)?;
        if marker[0] != 0xff {
            return Err(Broken::Damaged);
        }
        match marker[1] {
            // Fill bytes before a marker.
            0xff => at += 1,
            0xd9 => break,
            0x01 | 0xd0..=0xd7 => at += 2,
            kind => {
                let length = two(bytes, at + 2)?;
                if length < 2 {
                    return Err(Broken::Damaged);
                }
                let body = part(bytes, at + 4, length - 2)?;
                at += 2 + length;
                match kind {
                    // Frames; c4, c8 and cc are something else.
                    0xc0..=0xcf if !matches!(kind, 0xc4 | 0xc8 | 0xcc) => {
                        size = Some((two(body, 3)?, two(body, 1)?));
                    }
                    0xda => {
                        scans += 1;
                        at = end_of_scan(bytes, at)?;
                    }
                    _ => {}
                }
            }
        }
    }
    match size {
        Some((width, height)) if width > 0 && height > 0 && scans > 0 => {
            let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            Ok(Measured::picture(number(width), number(height)))
        }
        _ => Err(Broken::Empty),
    }
}

/// Where the marker after a scan stands: a scan holds no marker but stuffed bytes and restarts.
fn end_of_scan(bytes: &[u8], from: usize) -> Result<usize, Broken> {
    let mut at = from;
    loop {
        let pair = part(bytes, at, 2)?;
        match (pair[0], pair[1]) {
            (0xff, 0x00 | 0xd0..=0xd7) => at += 2,
            (0xff, 0xff) => at += 1,
            (0xff, _) if at > from => return Ok(at),
            (0xff, _) => return Err(Broken::Empty),
            _ => at += 1,
        }
    }
}

fn two(bytes: &[u8], at: usize) -> Result<usize, Broken> {
    let pair = part(bytes, at, 2)?;
    Ok(usize::from(u16::from_be_bytes([pair[0], pair[1]])))
}
