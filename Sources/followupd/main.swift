import ArgumentParser
import Configuration
import Control
import Systemd
print("x")
