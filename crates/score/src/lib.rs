//! Scores the segmentation against documents read by hand.
