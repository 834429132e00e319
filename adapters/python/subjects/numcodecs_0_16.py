"""numcodecs 0.16, the newest that Python 3.11 has."""

from .numcodecs import serve_as

if __name__ == "__main__":
    serve_as("numcodecs-0.16")
