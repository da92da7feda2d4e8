//! placeholder
use super::super::article::Block;
/// Blocks.
pub fn blocks(text: &str, from: usize) -> Vec<Block> {
    super::text::blocks(text, from)
}
