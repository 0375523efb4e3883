//! The least of HTTP/1.1 that measuring takes: one connection kept alive, one request at a time.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection to the server.
pub(super) struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
    body: Vec<u8>,
}

/// How the body of an answer ends.
enum Framing {
    Length(usize),
    Chunked,
}

struct Head {
    status: u16,
    bytes: usize,
    framing: Framing,
}

impl Connection {
    pub(super) async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, received: Vec::with_capacity(64 * 1024), body: Vec::new() })
    }

    /// Sends a request, waits for the whole answer and returns its status.
    pub(super) async fn send(&mut self, request: &[u8]) -> io::Result<u16> {
        self.received.clear();
        self.body.clear();
        self.stream.write_all(request).await?;
        let head = loop {
            self.receive().await?;
            if let Some(head) = read_head(&self.received)? {
                break head;
            }
        };
        match head.framing {
            Framing::Length(length) => {
                while self.received.len() < head.bytes + length {
                    self.receive().await?;
                }
                self.body.extend_from_slice(&self.received[head.bytes..head.bytes + length]);
            }
            Framing::Chunked => {
                while !unchunk(&self.received[head.bytes..], &mut self.body)? {
                    self.receive().await?;
                }
            }
        }
        Ok(head.status)
    }

    /// The body of the last answer.
    pub(super) fn body(&self) -> &[u8] {
        &self.body
    }

    async fn receive(&mut self) -> io::Result<()> {
        if self.stream.read_buf(&mut self.received).await? == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the server closed the connection"));
        }
        Ok(())
    }
}

fn malformed(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the answer has no readable {what}"))
}

/// The head of an answer, once all of it is there.
fn read_head(received: &[u8]) -> io::Result<Option<Head>> {
    let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&received[..end]).map_err(|_| malformed("head"))?;
    let mut lines = text.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let status = status.ok_or_else(|| malformed("status"))?;
    let mut framing = Framing::Length(0);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        if name.eq_ignore_ascii_case("content-length") {
            framing = Framing::Length(value.parse().map_err(|_| malformed("length"))?);
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            framing = Framing::Chunked;
        }
    }
    Ok(Some(Head { status, bytes: end + 4, framing }))
}

/// Puts the chunks together, if the last one is there.
fn unchunk(mut chunks: &[u8], body: &mut Vec<u8>) -> io::Result<bool> {
    body.clear();
    loop {
        let Some(line) = chunks.windows(2).position(|two| two == b"\r\n") else { return Ok(false) };
        let length =
            std::str::from_utf8(&chunks[..line]).ok().and_then(|text| usize::from_str_radix(text, 16).ok());
        let length = length.ok_or_else(|| malformed("chunk"))?;
        let (from, to) = (line + 2, line + 2 + length);
        if chunks.len() < to + 2 {
            return Ok(false);
        }
        if length == 0 {
            return Ok(true);
        }
        body.extend_from_slice(&chunks[from..to]);
        chunks = &chunks[to + 2..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together_when_all_are_there() {
        let mut body = Vec::new();
        let whole = b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        for cut in 0..whole.len() {
            assert!(!unchunk(&whole[..cut], &mut body).unwrap(), "{cut}");
        }
        assert!(unchunk(whole, &mut body).unwrap());
        assert_eq!(body, b"abcde");
    }

    #[test]
    fn a_head_says_its_status_and_length() {
        let head = read_head(b"HTTP/1.1 303 See Other\r\nContent-Length: 7\r\n\r\nabc").unwrap().unwrap();
        assert_eq!((head.status, head.bytes), (303, 45));
        assert!(matches!(head.framing, Framing::Length(7)));
        assert!(read_head(b"HTTP/1.1 200 OK\r\n").unwrap().is_none());
    }
}
