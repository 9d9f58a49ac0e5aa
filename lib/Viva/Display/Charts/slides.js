// Turns the pictures of a figure with slides into a slider with a button that plays them. site.js does the same in exported pages.
// Every statement ends in a semicolon or a brace, since line ends are taken out before it is sent.
(()=>{
const D=document,make=(name,more)=>Object.assign(D.createElement(name),more);
D.querySelectorAll('div.slides:not(.on)').forEach(set=>{
  const box=set.querySelector(':scope>[role=group]'),all=box?[...box.children]:[],last=all.length-1;
  if(last<1)return;
  const style=make('style',{textContent:`@media screen{.slides.on>[role=group]{display:block!important;max-width:480px}.slides.on>[role=group]>:not(.at){display:none}}
    @media print{.slides>.steps{display:none!important}}`});
  const bar=make('div',{className:'steps'}),label=make('label',{textContent:box.getAttribute('aria-label')+' '}),
    range=make('input',{type:'range',min:0,max:last,value:0}),button=make('button',{type:'button',textContent:'Play'});
  bar.style.cssText='display:flex;flex-wrap:wrap;gap:.4em .8em;align-items:center;max-width:480px';
  label.style.cssText='display:flex;flex:1;gap:.6em;align-items:center';
  range.style.cssText='flex:1;min-width:6em';
  let timer;
  const show=()=>{
    all.forEach((e,i)=>e.classList.toggle('at',i==range.value));
    range.setAttribute('aria-valuetext',all[range.value].querySelector('figcaption')?.textContent??'');
  };
  const stop=()=>{
    timer=clearInterval(timer);
    button.textContent='Play';
  };
  range.oninput=()=>{
    stop();
    show();
  };
  range.onkeydown=range.onpointerdown=stop;
  const step=()=>{
    range.value++;
    show();
    if(range.value==last||!set.isConnected)stop();
  };
  button.onclick=()=>{
    if(timer)return stop();
    if(range.value==last){
      range.value=0;
      show();
    }
    button.textContent='Pause';
    timer=setInterval(step,400);
  };
  label.append(range);
  bar.append(style,button,label);
  box.before(bar);
  set.classList.add('on');
  show();
});
})();
