//! Pictures and recordings, known by their content and never by a name: what it is, whether it can be
//! shown or played from the first byte to the last, how large or long it is.
//!
//! PNG is inflated, JPEG's segments, WAV's chunks, MP3's frames and Ogg's pages (with their checksums) are
//! walked to the end. What is cut short or damaged on the way is no picture and no recording.

mod jpeg;
mod mp3;
mod ogg;
mod png;
mod wav;

use super::StimulusKind;

/// Kinds of files that a stimulus may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// PNG picture.
    Png,
    /// JPEG picture.
    Jpeg,
    /// WAV recording.
    Wav,
    /// MP3 recording.
    Mp3,
    /// Ogg recording (Vorbis, Opus).
    Ogg,
}

impl MediaType {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Png, Self::Jpeg, Self::Wav, Self::Mp3, Self::Ogg];

    /// The media type.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Wav => "audio/wav",
            Self::Mp3 => "audio/mpeg",
            Self::Ogg => "audio/ogg",
        }
    }

    /// The kind with this media type, also under the names that others give it.
    pub fn named(media_type: &str) -> Option<Self> {
        let plain = media_type.split(';').next().unwrap_or_default().trim();
        let plain = plain.to_ascii_lowercase();
        match plain.as_str() {
            "image/jpg" => Some(Self::Jpeg),
            "audio/x-wav" | "audio/wave" | "audio/vnd.wave" => Some(Self::Wav),
            "audio/mp3" => Some(Self::Mp3),
            "application/ogg" | "audio/opus" | "audio/vorbis" => Some(Self::Ogg),
            other => Self::ALL.into_iter().find(|known| known.as_str() == other),
        }
    }

    /// What the first bytes say.
    pub fn sniffed(bytes: &[u8]) -> Option<Self> {
        let begins = |with: &[u8]| bytes.starts_with(with);
        if begins(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if begins(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if begins(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
            Some(Self::Wav)
        } else if begins(b"OggS") {
            Some(Self::Ogg)
        } else if begins(b"ID3") || mp3::is_frame(bytes) {
            Some(Self::Mp3)
        } else {
            None
        }
    }

    /// True for what a stimulus of this kind can carry.
    pub const fn is_for(self, kind: StimulusKind) -> bool {
        match self {
            Self::Png | Self::Jpeg => matches!(kind, StimulusKind::Image),
            Self::Wav | Self::Mp3 | Self::Ogg => matches!(kind, StimulusKind::Audio),
        }
    }
}

/// What was measured on the way through a file.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measured {
    /// Width of a picture in pixels.
    pub width: Option<u32>,
    /// Height of a picture in pixels.
    pub height: Option<u32>,
    /// Length of a recording in milliseconds.
    pub milliseconds: Option<u64>,
}

impl Measured {
    fn picture(width: u32, height: u32) -> Self {
        Self {
            width: Some(width),
            height: Some(height),
            milliseconds: None,
        }
    }

    fn recording(milliseconds: u64) -> Self {
        Self {
            milliseconds: Some(milliseconds),
            ..Self::default()
        }
    }
}

/// Why a file cannot be shown or played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It ends too early.
    CutShort,
    /// Something inside it is not what it has to be.
    Damaged,
    /// There is nothing in it.
    Empty,
}

impl Broken {
    /// The one spelling, as in findings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CutShort => "cut_short",
            Self::Damaged => "damaged",
            Self::Empty => "empty",
        }
    }
}

/// Goes through a file to its end.
///
/// # Errors
/// Where and how it is broken is told in one word.
pub fn measured(media_type: MediaType, bytes: &[u8]) -> Result<Measured, Broken> {
    match media_type {
        MediaType::Png => png::measured(bytes),
        MediaType::Jpeg => jpeg::measured(bytes),
        MediaType::Wav => wav::measured(bytes),
        MediaType::Mp3 => mp3::measured(bytes),
        MediaType::Ogg => ogg::measured(bytes),
    }
}

/// So many bytes from here on.
fn part(bytes: &[u8], from: usize, length: usize) -> Result<&[u8], Broken> {
    let end = from.checked_add(length).ok_or(Broken::Damaged)?;
    bytes.get(from..end).ok_or(Broken::CutShort)
}

/// Four bytes, the lowest first.
fn little(bytes: &[u8], at: usize) -> Result<u32, Broken> {
    let four = part(bytes, at, 4)?;
    Ok(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// Four bytes, the highest first.
fn big(bytes: &[u8], at: usize) -> Result<u32, Broken> {
    let four = part(bytes, at, 4)?;
    Ok(u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests;
