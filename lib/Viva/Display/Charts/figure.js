// Draws the figures of a page. Each figure brings this script, since any cell may be cleared or run again; the first that runs sets up.
// Comments, indentation and line ends are taken out before it is sent, so every statement ends in a semicolon or a brace.
(()=>{
const W=window,D=document,V=W.viva??={};
if(!V.draw){
  const all=()=>D.querySelectorAll('figure.viva');
  // plotly.js runs with define and exports hidden: Jupyter's RequireJS would swallow it otherwise.
  const run=code=>{
    const s=D.createElement('script');
    s.text='(function(define,exports,module){'+code+'\n})()';
    D.head.append(s);
    if(!W.Plotly)throw 0;
  };
  // From the page, else from the network, else from the copy that a figure carries (gzip in base64), which may stand further down.
  const load=async urls=>{
    for(let n=urls.length?1:40;;n--){
      if(W.Plotly)return;
      const c=D.querySelector('script[type$="plotly+gzip"]');
      if(c){
        const b=Uint8Array.from(atob(c.textContent),x=>x.charCodeAt());
        return run(await new Response(new Blob([b]).stream().pipeThrough(new DecompressionStream('gzip'))).text());
      }
      for(const u of urls)try{return run(await(await fetch(u,{integrity:'INTEGRITY'})).text());}catch{}
      if(!n)throw 0;
      await new Promise(r=>setTimeout(r,250));
    }
  };
  const fail=text=>all().forEach(f=>f.dataset.ink||(f.children[2].textContent=text));
  // A figure takes the page's ink and font, and is drawn again when the ink changes: a light page turned dark.
  const paint=()=>W.Plotly&&all().forEach(f=>{
    const s=getComputedStyle(f),d=f.children[1];
    if(f.dataset.ink==s.color)return;
    f.dataset.ink=s.color;
    const[r,g,b]=s.color.match(/[\d.]+/g),ink=a=>`rgba(${r},${g},${b},${a})`,font={size:13},
      axis={gridcolor:ink(.15),zerolinecolor:ink(.35),linecolor:ink(.5),automargin:true,title:{standoff:8,font}},
      bar={colorbar:{thickness:14,outlinewidth:0,title:{side:'right',font}}};
    let t=f.querySelector('script').textContent,colors=PALETTE,dark=r>128;
    if(dark){
      t=t.replaceAll('#0072B2','#3A9BDC');
      colors[0]='#3A9BDC';
    }
    const c=JSON.parse(t);
    c.layout.template={data:{heatmap:[bar],contour:[bar],bar:[{insidetextfont:{color:dark?'#000':'#fff'},error_y:{color:ink(1),thickness:1.5}}]},
      layout:{font:{color:s.color,family:s.fontFamily,size:13},paper_bgcolor:ink(0),plot_bgcolor:ink(0),colorway:colors,
      margin:{l:48,r:16,t:30,b:44},legend:{orientation:'h',x:0,y:1.02,yanchor:'bottom'},
      modebar:{bgcolor:ink(0),color:ink(.5),activecolor:ink(1)},xaxis:axis,yaxis:axis}};
    d.textContent=f.children[2].textContent='';
    d.style.height=c.height+'px';
    Plotly.newPlot(d,c.data,c.layout,{responsive:true,displaylogo:false,modeBarButtons:[['toImage','resetScale2d']]});
  });
  matchMedia('(prefers-color-scheme:dark)').addEventListener('change',paint);
  new MutationObserver(paint).observe(D.body,{attributes:true});
  V.draw=(urls,failed)=>(V.loading??=load(urls)).then(paint,()=>{V.loading=null;fail(failed);});
}
V.draw(URLS,FAILED);
})();
