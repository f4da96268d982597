"""A Slurm cluster of one machine, as an ordinary user or root, in a folder of its own: no munge, no accounting."""
import contextlib
import getpass
import os
import socket
import subprocess
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


CONFIGURATION = """
ClusterName=bench
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={control}
SlurmdPort={node}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/none
CredType=cred/none
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=defer,sched_min_interval=10000,batch_sched_delay=0,max_sched_time=2
MaxArraySize=100001
MaxJobCount=200000
MinJobAge=2
NodeName={host} NodeAddr=127.0.0.1 CPUs=32 RealMemory=1000 State=UNKNOWN
PartitionName=bench Nodes={host} Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
"""


@contextlib.contextmanager
def slurm(folder):
    """Yields the environment in which sbatch finds the cluster; it is gone afterwards."""
    for name in ("state", "spool"):
        os.makedirs(os.path.join(folder, name))
    path = os.path.join(folder, "slurm.conf")
    with open(path, "w") as file:
        file.write(CONFIGURATION.format(
            host=socket.gethostname(), control=free_port(), node=free_port(), user=getpass.getuser(), folder=folder))
    environment = dict(os.environ, SLURM_CONF=path)
    daemons = []
    try:
        for command in (["slurmctld", "-D", "-f", path], ["slurmd", "-D", "-f", path]):
            daemons.append(subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        for _ in range(60):
            state = subprocess.run(["sinfo", "-h", "-o", "%T"], env=environment, capture_output=True, text=True).stdout
            if state.strip() == "idle":
                break
            time.sleep(0.5)
        else:
            raise RuntimeError(f"slurm did not come up: sinfo says '{state.strip()}'")
        yield environment
    finally:
        for daemon in reversed(daemons):
            daemon.terminate()
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
