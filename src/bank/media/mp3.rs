//! MP3: frames one after the other, perhaps with tags before and after them.

use super::{Broken, Measured, part};

/// Kilobits a second of layer 3, by index: MPEG 1, and MPEG 2 and 2.5.
const KILOBITS: [[u32; 14]; 2] = [
    [
        32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const SAMPLES_A_SECOND: [u32; 3] = [44_100, 48_000, 32_000];

struct Frame {
    length: usize,
    /// Its time in millionths of a second.
    microseconds: u64,
}

/// True when the bytes begin with two frames: one alone is too little to tell it from noise.
pub(super) fn is_frame(bytes: &[u8]) -> bool {
    let Ok(first) = frame(bytes, 0) else {
        return false;
    };
    frame(bytes, first.length).is_ok()
}

pub(super) fn measured(bytes: &[u8]) -> Result<Measured, Broken> {
    let mut at = 0;
    while bytes[at..].starts_with(b"ID3") {
        let head = part(bytes, at, 10)?;
        let size = head[6..10].iter().try_fold(0_usize, |size, byte| {
            // Seven bits a byte.
            (*byte < 0x80).then(|| (size << 7) | usize::from(*byte))
        });
        at += 10 + size.ok_or(Broken::Damaged)?;
        if at > bytes.len() {
            return Err(Broken::CutShort);
        }
    }
    let (mut frames, mut microseconds) = (0_u32, 0_u64);
    while at < bytes.len() {
        // Tags that stand at the end.
        if bytes[at..].starts_with(b"TAG") || bytes[at..].starts_with(b"APETAGEX") {
            break;
        }
        let found = frame(bytes, at)?;
        part(bytes, at, found.length)?;
        at += found.length;
        frames += 1;
        microseconds += found.microseconds;
    }
    match frames {
        0 => Err(Broken::Empty),
        _ => Ok(Measured::recording(microseconds / 1000)),
    }
}

fn frame(bytes: &[u8], at: usize) -> Result<Frame, Broken> {
    let head = part(bytes, at, 4)?;
    let (version, layer) = ((head[1] >> 3) & 3, (head[1] >> 1) & 3);
    let (rate, samples) = (usize::from(head[2] >> 4), usize::from((head[2] >> 2) & 3));
    let is_frame = head[0] == 0xff && head[1] >> 5 == 7 && version != 1 && layer == 1;
    let first = version == 3;
    let kilobits = KILOBITS[usize::from(!first)].get(rate.wrapping_sub(1));
    let (Some(kilobits), Some(base), true) = (kilobits, SAMPLES_A_SECOND.get(samples), is_frame)
    else {
        return Err(Broken::Damaged);
    };
    let a_second = match version {
        3 => *base,
        2 => base / 2,
        _ => base / 4,
    };
    let of_frame: u32 = if first { 1152 } else { 576 };
    let padding = u32::from((head[2] >> 1) & 1);
    let length = of_frame / 8 * kilobits * 1000 / a_second + padding;
    Ok(Frame {
        length: usize::try_from(length).map_err(|_| Broken::Damaged)?,
        microseconds: u64::from(of_frame) * 1_000_000 / u64::from(a_second),
    })
}
