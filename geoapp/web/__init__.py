"""HTTP only: what a request asks, who may ask, what goes back."""
