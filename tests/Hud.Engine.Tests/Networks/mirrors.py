# Makes the numbers that tests compare networks with (MirrorNumbers.cs): the same layers, written without modules from the
# published descriptions. Run with Python 3 and PyTorch 1.13; each line is a name, a shape, four elements, the sum of all
# absolute values.
import torch, torch.nn.functional as F, math
torch.set_num_threads(1)
def sine(shape, scale=1.0):
    n=1
    for s in shape: n*=s
    return (torch.sin(torch.arange(n,dtype=torch.float64)**2*0.7+n)*scale).reshape(shape).float()
def weight(shape):
    fan=1
    for s in shape[1:]: fan*=s
    return sine(shape, 1/math.sqrt(fan)) if len(shape)>1 else sine(shape,0.1)
def conv(x,o,k,stride=1,bias=True):
    return F.conv2d(x,weight((o,x.shape[1],k,k)),weight((o,)) if bias else None,stride=stride,padding=k//2)
def show(name,y):
    f=y.flatten(); n=f.numel()
    print(name,list(y.shape),[float(f[i]) for i in (0,n//3,n//2,n-1)],float(f.double().abs().sum()))
# Gulrajani et al. 2017: 5 bands, side 16, widths of the preset tiny
def resnet_critic(x,w=32):
    pool=lambda v:F.avg_pool2d(v,2)
    # first: conv relu conv pool ; shortcut pool then 1x1
    out=pool(conv(F.relu(conv(x,w,3)),w,3)); x=out+conv(pool(x),w,1)
    # down: relu conv relu conv pool ; shortcut 1x1 then pool
    out=pool(conv(F.relu(conv(F.relu(x),w,3)),w,3)); x=out+pool(conv(x,w,1))
    for _ in range(2): x=x+conv(F.relu(conv(F.relu(x),w,3)),w,3)
    h=F.relu(x).mean([2,3])
    return F.linear(h,weight((1,w)),weight((1,)))[:,0]
show('critic_resnet',resnet_critic(sine((2,5,16,16))))
def dcgan_critic(x,w=16):
    for m in (1,2,4): x=F.leaky_relu(conv(x,m*w,5,stride=2),0.2)
    h=x.flatten(1)
    return F.linear(h,weight((1,h.shape[1])),weight((1,)))[:,0]
show('critic_dcgan',dcgan_critic(sine((2,5,16,16))))
def bn(x):
    n=x.shape[1]
    return F.batch_norm(x,None,None,1+weight((n,)),weight((n,)),True,0,1e-5)
def start(h,c,s): return h.reshape(-1,s,s,c).permute(0,3,1,2)   # order is ours
def gen_dcgan(z,w=16,bands=5,side=16):
    s=side//8
    h=F.relu(bn(F.linear(z,weight((4*w*s*s,z.shape[1])),weight((4*w*s*s,)))))
    h=start(h,4*w,s)
    def up(h,o): 
        return F.conv_transpose2d(h,weight((h.shape[1],o,5,5)),weight((o,)),stride=2,padding=2,output_padding=1)
    h=F.relu(bn(up(h,2*w))); h=F.relu(bn(up(h,w)))
    return torch.tanh(up(h,bands))
show('gen_dcgan',gen_dcgan(sine((3,128))))
def gen_resnet(z,w=32,bands=5,side=16):
    s=side//8
    x=start(F.linear(z,weight((w*s*s,z.shape[1])),weight((w*s*s,))),w,s)
    up=lambda v:F.interpolate(v,scale_factor=2,mode='nearest')
    for _ in range(3):
        h=conv(up(F.relu(bn(x))),w,3); h=conv(F.relu(bn(h)),w,3)
        x=h+conv(up(x),w,1)
    return torch.tanh(conv(F.relu(bn(x)),bands,3))
show('gen_resnet',gen_resnet(sine((3,128))))
# Zamir et al. 2021 with a lift from colour: preset tiny, 6 bands
n,s,o,red,c=8,4,4,4,6
slope=torch.tensor([0.25])
k=lambda x,out,ks: conv(x,out,ks,bias=False)
def cab(x):
    ch=x.shape[1]
    r=k(F.prelu(k(x,ch,3),slope),ch,3)
    y=F.adaptive_avg_pool2d(r,1)
    y=torch.sigmoid(k(F.relu(k(y,ch//red,1)),ch,1))
    return r*y+x
def scale(x,f,out): return k(F.interpolate(x,scale_factor=f,mode='bilinear',align_corners=False),out,1)
def enc(x,eo=None,do=None):
    outs=[]
    for l in range(3):
        if l: x=scale(x,0.5,n+l*s)
        x=cab(cab(x))
        if eo is not None: x=x+k(eo[l],n+l*s,1)+k(do[l],n+l*s,1)
        outs.append(x)
    return outs
def dec(e):
    d3=cab(cab(e[2]))
    d2=cab(cab(scale(d3,2,n+s)+cab(e[1])))
    d1=cab(cab(scale(d2,2,n)+cab(e[0])))
    return [d1,d2,d3]
def sam(x,img):
    x1=k(x,n,1); im=k(x,c,1)+img
    return x1*torch.sigmoid(k(im,n,1))+x, im
def orb(x): return k(cab(x),x.shape[1],3)+x
def tofull(x,l):
    for i in range(l,0,-1): x=scale(x,2,n+(i-1)*s)
    return k(x,n+o,1)
def mpr(img):
    x=k(img,c,3)
    H,W=x.shape[2:]
    top,bot=x[:,:,:H//2],x[:,:,H//2:]
    quarters=[top[...,:W//2],top[...,W//2:],bot[...,:W//2],bot[...,W//2:]]
    f=[enc(cab(k(q,n,3))) for q in quarters]
    ft=[torch.cat(p,3) for p in zip(f[0],f[1])]; fb=[torch.cat(p,3) for p in zip(f[2],f[3])]
    rt,rb=dec(ft),dec(fb)
    st,i1t=sam(rt[0],top); sb,i1b=sam(rb[0],bot)
    stage1=torch.cat([i1t,i1b],2)
    et=enc(k(torch.cat([cab(k(top,n,3)),st],1),n,3),ft,rt)
    eb=enc(k(torch.cat([cab(k(bot,n,3)),sb],1),n,3),fb,rb)
    e2=[torch.cat(p,2) for p in zip(et,eb)]
    d2=dec(e2)
    s3,stage2=sam(d2[0],x)
    y=k(torch.cat([cab(k(x,n,3)),s3],1),n+o,3)
    for l in range(3): y=orb(y)+tofull(e2[l],l)+tofull(d2[l],l)
    return [stage1,stage2,k(y,c,3)+x]
for i,st in enumerate(mpr(sine((2,3,16,24)))): show('mpr%d'%(i+1),st)
# Saharia et al. 2021 as UnmixDiff has it: preset tiny, 3 endmembers
def gn(x,g=8): return F.group_norm(x,g,1+weight((x.shape[1],)),weight((x.shape[1],)))
def swish(x): return x*torch.sigmoid(x)
def block(x,e,out):
    h=conv(swish(gn(x)),out,3)
    h=h+F.linear(e,weight((out,e.shape[1])),weight((out,)))[:,:,None,None]
    h=conv(swish(gn(h)),out,3)
    return h+(x if x.shape[1]==out else conv(x,out,1))
def attn(x):
    b,ch,h,w=x.shape
    q,kk,v=conv(gn(x),3*ch,1,bias=False).reshape(b,3,ch,h*w).unbind(1)
    a=torch.softmax(torch.einsum('bci,bcj->bij',q,kk)/math.sqrt(ch),-1)
    return conv(torch.einsum('bij,bcj->bci',a,v).reshape(b,ch,h,w),ch,1)+x
def sr3(x,lv,w=16):
    freq=torch.exp(-math.log(1e4)*torch.arange(w//2)/(w//2))
    a=lv[:,None]*freq[None]
    e=torch.cat([a.sin(),a.cos()],1)
    e=F.linear(swish(F.linear(e,weight((4*w,w)),weight((4*w,)))),weight((w,4*w)),weight((w,)))
    h=conv(x,w,3); feats=[h]
    for l,m in enumerate((1,2,2)):
        h=block(h,e,w*m)
        if l==1: h=attn(h)
        feats.append(h)
        if l<2:
            h=conv(h,w*m,3,stride=2); feats.append(h)
    h=block(attn(block(h,e,2*w)),e,2*w)
    for l,m in reversed(list(enumerate((1,2,2)))):
        for _ in range(2):
            h=block(torch.cat([h,feats.pop()],1),e,w*m)
            if l==1: h=attn(h)
        if l>0: h=conv(F.interpolate(h,scale_factor=2,mode='nearest'),h.shape[1],3)
    assert not feats
    return conv(swish(gn(h)),x.shape[1],3)
show('sr3',sr3(sine((2,3,16,16)),torch.tensor([0.3,0.8])))
