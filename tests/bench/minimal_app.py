"""The yardstick: one slider and one chart, nothing else."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

value = st.slider("Value", 0, 100, 35)
frame = pd.DataFrame({"x": range(20), "y": [value * x / 20 for x in range(20)]})
st.altair_chart(alt.Chart(frame, width="container", height=300).mark_line().encode(x="x", y="y"), width="stretch")
