//! A body in parts: each is made when the one before was taken, so a slow reader holds no thread, no
//! connection and no more than one part.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll};

use actix_web::body::{BodySize, MessageBody};
use actix_web::web::Bytes;

use super::problem::Problem;

/// A part and the cursor of the next.
pub type Part = (String, Option<String>);

/// A part in the making.
pub type Making = Pin<Box<dyn Future<Output = Result<Part, Problem>>>>;

/// A body in parts.
pub struct Parts {
    ready: Option<String>,
    making: Option<Making>,
    make: Box<dyn Fn(String) -> Making>,
}

impl Parts {
    /// A body that begins with a part; `make` makes the one at a cursor.
    pub fn new(first: Part, make: impl Fn(String) -> Making + 'static) -> Self {
        let (text, next) = first;
        let make = Box::new(make);
        Self {
            ready: Some(text),
            making: next.map(&make),
            make,
        }
    }
}

impl MessageBody for Parts {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        loop {
            if let Some(text) = self.ready.take().filter(|text| !text.is_empty()) {
                return Poll::Ready(Some(Ok(Bytes::from(text))));
            }
            let Some(making) = self.making.as_mut() else {
                return Poll::Ready(None);
            };
            match making.as_mut().poll(task) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Ok((text, next))) => {
                    self.making = next.map(&self.make);
                    self.ready = Some(text);
                }
                // The head is sent; the connection breaks off, so that nobody takes half for the whole.
                Poll::Ready(Err(problem)) => {
                    self.making = None;
                    return Poll::Ready(Some(Err(problem.to_string().into())));
                }
            }
        }
    }
}
